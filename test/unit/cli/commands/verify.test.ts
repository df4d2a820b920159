import assert from 'node:assert/strict';
import { runCommandLine } from '../../../../src/cli/program';
import type {
  RepairReport,
  RepairRequest,
  VerifyReport,
  VerifyRequest,
} from '../../../../src/core/api/archive';
import { temporaryFolder, writeFits } from '../../../support/makeFits';
import { fakeArchive, recorder } from '../fakeArchive';

const CLEAN: VerifyReport = {
  checked: 3,
  missing: [],
  changed: [],
  unreadable: [],
  unknown: [],
  resumed: null,
  cancelled: false,
  seconds: 0.5,
};
const WRONG: VerifyReport = {
  ...CLEAN,
  missing: [{ path: '/a/gone.fits' }],
  changed: [{ path: '/a/other.fits', what: 'header' }],
  unreadable: [{ path: '/a/bad.fits', error: 'truncated' }],
  unknown: [{ path: '/a/new\u001b[2J.fits' }],
};
const REPAIRED: RepairReport = {
  moved: [{ from: '/a/gone.fits', to: '/a/new.fits' }],
  read: ['/a/other.fits'],
  registered: [],
  forgotten: [],
  left: [],
  cancelled: false,
  seconds: 0.1,
};

describe('verify on the command line', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let seen: (VerifyRequest | RepairRequest)[];
  beforeEach(() => {
    folder = temporaryFolder();
    writeFits(folder.path, '.astro-archive/astro-archive.sqlite', Buffer.alloc(0));
    seen = [];
  });
  afterEach(() => folder.dispose());

  const run = async (report: VerifyReport, argv: readonly string[], repaired = REPAIRED) => {
    const archive = fakeArchive({
      verify: (request) => (seen.push(request), Promise.resolve(report)),
      repair: (request) => (seen.push(request), Promise.resolve(repaired)),
    });
    const recorded = recorder(archive, { folder: folder.path });
    return { ...recorded, code: await runCommandLine(['verify', ...argv], recorded.services) };
  };

  it('is 0 where all is well, 1 where anything is wrong, 3 when cancelled', async () => {
    assert.equal((await run(CLEAN, [])).code, 0);
    for (const part of ['missing', 'changed', 'unreadable', 'unknown'] as const) {
      assert.equal((await run({ ...CLEAN, [part]: WRONG[part] }, [])).code, 1, part);
    }
    assert.equal((await run({ ...WRONG, cancelled: true }, ['--repair'])).code, 3);
    assert.equal(seen.length, 6, 'a cancelled verification repairs nothing');
  });

  it('hands its options on and writes the documented JSON', async () => {
    const { out, events } = await run(WRONG, ['--quick', '--from-start', '--json']);
    assert.deepEqual(JSON.parse(out()), WRONG);
    assert.deepEqual(seen, [{ quick: true, fromStart: true }]);
    assert.deepEqual(events, ['open write', 'close']);
  });

  it('repairs what it has found, and is 0 when nothing is left', async () => {
    const report = { ...WRONG, unreadable: [] };
    const { code, out } = await run(report, ['--repair', '--forget-missing', '--json']);
    assert.equal(code, 0);
    assert.deepEqual(seen[1], {
      missing: ['/a/gone.fits'],
      changed: ['/a/other.fits'],
      unknown: ['/a/new\u001b[2J.fits'],
      forgetMissing: true,
    });
    const { seconds, cancelled, ...repaired } = REPAIRED;
    assert.deepEqual((JSON.parse(out()) as { repaired: unknown }).repaired, repaired);
    const left = { ...REPAIRED, left: [{ path: '/a/gone.fits', why: 'It is missing' }] };
    assert.equal((await run(report, ['--repair'], left)).code, 1);
    assert.equal((await run(WRONG, ['--repair'])).code, 1, 'an unreadable file stays wrong');
  });

  it('says in words what is wrong, and nothing that a terminal would obey', async () => {
    const { out } = await run({ ...WRONG, resumed: '2026-01-02T03:04:05.000Z' }, ['--repair']);
    assert.match(out(), /^Checked 3 files: 1 missing, 1 changed, 1 unreadable, 1 unknown file, 0.5 s$/m);
    assert.match(out(), /Went on with the verification of 2026-01-02/);
    assert.match(out(), /other\.fits: its header has changed, its pixels have not/);
    assert.match(out(), /gone\.fits → \/a\/new\.fits/);
    assert.match(out(), /Regenerate to bring the sessions up to date/);
    assert.match(out(), /new\\x1b\[2J/);
    assert.ok(!out().includes('\u001b'));
  });

  it('refuses to forget without a repair, and makes no database in a mistyped folder', async () => {
    assert.equal((await run(CLEAN, ['--forget-missing'])).code, 2);
    assert.deepEqual(seen, []);
    const { events, err } = await run(CLEAN, ['--repository', 'nowhere']);
    assert.deepEqual(events, ['open read', 'close']);
    assert.match(err(), /there is no archive yet/);
  });
});
