import assert from 'node:assert/strict';
import * as path from 'node:path';
import { runCommandLine } from '../../../../src/cli/program';
import type { EditReport, EditRequest } from '../../../../src/core/api/archive';
import { temporaryFolder, writeFits } from '../../../support/makeFits';
import { fakeArchive, recorder } from '../fakeArchive';

const REPORT: EditReport = {
  changed: [
    {
      frame: 7,
      path: '/astro/a.fits',
      to: '/astro/b.fits',
      type: 'light',
      differences: [{ keyword: 'FILTER', before: "FILTER  = 'L\u001b'", after: "FILTER  = 'Ha'" }],
      kept: null,
    },
  ],
  left: [],
  failed: [],
  counts: { changed: 1, edited: 1, renamed: 1, left: 0, unchanged: 2, failed: 0 },
  sessions: null,
  plan: null,
  selected: 3,
  unknown: [],
  warnings: ['BAYERPAT: odd'],
  cancelled: false,
  seconds: 0.5,
};

describe('set on the command line', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
    writeFits(folder.path, '.astro-archive/astro-archive.sqlite', Buffer.alloc(0));
  });
  afterEach(() => folder.dispose());

  const run = async (argv: readonly string[], report: Partial<EditReport> = {}) => {
    const asked: EditRequest[] = [];
    const archive = fakeArchive({
      editHeaders: (request) => (asked.push(request), Promise.resolve({ ...REPORT, ...report })),
      close: () => Promise.resolve(),
    });
    const recorded = recorder(archive, { folder: folder.path });
    return { ...recorded, asked, code: await runCommandLine(['set', ...argv], recorded.services) };
  };

  it('reads pairs, then files, and options beside them', async () => {
    const { asked, code, events, out } = await run([
      'filter=Ha',
      'CCD-TEMP=-10',
      'light.fits',
      'odd/A=b.fits',
      '--remove',
      'object',
      '--add',
      'COMMENT=by hand',
      '--object',
      'M 31',
      '--object',
      'M 33',
      '--session',
      '8c1f',
      '--unknown',
      '--no-rename',
    ]);
    assert.equal(code, 0);
    assert.deepEqual(events, ['open write', 'close']);
    assert.deepEqual(asked, [
      {
        selection: {
          paths: [path.join(folder.path, 'light.fits'), path.join(folder.path, 'odd/A=b.fits')],
          objects: ['M 31', 'M 33'],
          sessions: ['8c1f'],
          problem: 'unknown',
        },
        changes: [
          { do: 'set', keyword: 'FILTER', value: 'Ha' },
          { do: 'set', keyword: 'CCD-TEMP', value: -10 },
          { do: 'add', keyword: 'COMMENT', value: 'by hand' },
          { do: 'remove', keyword: 'OBJECT' },
        ],
        rename: false,
        dryRun: false,
        listed: 100_000,
      },
    ]);
    assert.match(out(), /^Changed 1 file, 1 renamed, 2 as they should be, 0\.5 s\nWarning: BAYERPAT: odd\n/);
    assert.match(out(), /a\.fits → .*b\.fits\n {2}- FILTER {2}= 'L\\x1b'\n {2}\+ FILTER {2}= 'Ha'/);
  });

  it('shows a diff without writing, and tells by its status what could not be done', async () => {
    const dry = await run(['FILTER=Ha', '--object', 'M 31', '--dry-run', '--json']);
    assert.deepEqual(dry.events, ['open read', 'close']);
    assert.equal(dry.asked[0]?.dryRun, true);
    assert.equal(dry.asked[0].rename, true);
    const { changed, selected } = JSON.parse(dry.out()) as EditReport;
    assert.deepEqual([changed.length, selected], [1, 3]);
    assert.equal((await run(['FILTER=Ha', 'a'], { unknown: ['/a'] })).code, 1);
    const left = { left: [{ path: '/a', why: 'It is gone' }], counts: { ...REPORT.counts, left: 1 } };
    assert.equal((await run(['FILTER=Ha', 'a'], left)).code, 1);
    assert.equal((await run(['FILTER=Ha', 'a'], { cancelled: true })).code, 3);
  });

  it('refuses what makes no sense before the archive is asked', async () => {
    for (const argv of [
      ['FILTER=Ha'],
      ['NAXIS1=5', 'a.fits'],
      ['EXPTIME=-1', 'a.fits'],
      ['--add', 'FILTER', 'a'],
    ]) {
      const { code, asked, err } = await run(argv);
      assert.equal(code, 2, argv.join(' '));
      assert.deepEqual(asked, []);
      assert.ok(err().length > 10);
    }
  });
});
