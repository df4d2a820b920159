import assert from 'node:assert/strict';
import { join } from 'node:path';
import { runCommandLine } from '../../../../src/cli/program';
import type { DuplicatesReport, DuplicatesRequest } from '../../../../src/core/api/archive';
import { fakeArchive, recorder } from '../fakeArchive';

const REPORT: DuplicatesReport = {
  groups: [
    {
      same: 'image',
      files: [
        { path: '/astro/a.fits', size: 5760, archived: true },
        { path: '/card/b\n.fits', size: 8640, archived: false },
      ],
      keep: '/card/b\n.fits',
      differences: [
        { keyword: 'FILTER', values: ['L', undefined] },
        { keyword: 'COUNTER', values: [9223372036854775807n, null] },
      ],
    },
  ],
  failed: [],
  compared: { archived: 2, folders: [], files: 0 },
  cancelled: false,
};

describe('duplicates on the command line', () => {
  const run = async (report: DuplicatesReport, ...argv: string[]) => {
    const seen: DuplicatesRequest[] = [];
    const archive = fakeArchive({ duplicates: (request) => (seen.push(request), Promise.resolve(report)) });
    const recorded = recorder(archive, { folder: process.cwd() });
    return { ...recorded, seen, code: await runCommandLine(['duplicates', ...argv], recorded.services) };
  };

  it('writes the documented JSON, numbers exact', async () => {
    const { code, out, seen, events } = await run(REPORT, 'src', '--json');
    assert.equal(code, 0);
    assert.deepEqual(seen, [{ folders: [join(process.cwd(), 'src')] }]);
    assert.deepEqual(events, ['open read', 'close'], 'nothing is written');
    assert.deepEqual(JSON.parse(out()), [
      {
        same: 'image',
        paths: ['/astro/a.fits', '/card/b\n.fits'],
        sizes: [5760, 8640],
        archived: [true, false],
        keep: '/card/b\n.fits',
        differences: [
          { keyword: 'FILTER', values: ['L', null] },
          { keyword: 'COUNTER', values: [{ int: '9223372036854775807' }, { undefined: true }] },
        ],
      },
    ]);
  });

  it('says in words what is the same and what differs', async () => {
    const { out } = await run(REPORT);
    assert.match(out(), /^1 group$/m);
    assert.match(out(), /b\\x0a\.fits {2}8\.6 kB, not in the archive/);
    assert.match(out(), /FILTER: 'L' \| —/);
    assert.match((await run({ ...REPORT, groups: [] })).out(), /^No duplicates\nCompared 2 frames/m);
  });

  it('says with its status how it went', async () => {
    const failed = await run({ ...REPORT, failed: [{ path: '/astro/x.fits', error: 'odd' }] });
    assert.equal(failed.code, 1);
    assert.match(failed.err(), /\/astro\/x\.fits: odd/);
    assert.equal((await run({ ...REPORT, cancelled: true })).code, 3);
    assert.equal((await run(REPORT, '/no/such/folder')).code, 2);
  });
});
