import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { runCommandLine } from '../../../../src/cli/program';
import type { MergeReport, MergeRequest } from '../../../../src/core/api/archive';
import { temporaryFolder, writeFits } from '../../../support/makeFits';
import { fakeArchive, recorder } from '../fakeArchive';

describe('merge on the command line', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let seen: MergeRequest[];
  beforeEach(() => {
    folder = temporaryFolder();
    writeFits(folder.path, '.astro-archive/astro-archive.sqlite', Buffer.alloc(0));
    seen = [];
  });
  afterEach(() => folder.dispose());

  const report = (changes: Partial<MergeReport> = {}): MergeReport => ({
    from: 'm\u001b31',
    into: 'M 31',
    mode: 'files',
    spellings: [{ name: 'm\u001b31', frameCount: 2 }],
    rules: {
      added: [{ kind: 'object', spelling: 'm\u001b31', name: 'M 31', matching: 'folded' }],
      removed: [],
    },
    merged: [{ id: 'a1', night: '2024-09-13', filter: 'L', exposure: 300, frameCount: 2, joins: 'b2' }],
    changed: [
      {
        frame: 1,
        path: path.join(folder.path, 'Light', 'm31', 'a.fits'),
        to: path.join(folder.path, 'Light', 'M_31', 'b.fits'),
        type: 'light',
        differences: [{ keyword: 'OBJECT', before: "OBJECT  = 'm31'", after: "OBJECT  = 'M 31'" }],
        kept: null,
      },
    ],
    warnings: ['m\u001b31 and M 31 are different'],
    left: [{ path: '/other/c.fits', why: 'It lies outside the folder of the archive' }],
    failed: [],
    counts: { changed: 1, edited: 1, renamed: 1, left: 1, unchanged: 0, failed: 0 },
    sessions: null,
    cancelled: false,
    seconds: 1,
    plan: null,
    ...changes,
  });
  const run = async (answer: MergeReport, ...argv: string[]) => {
    const archive = fakeArchive({ merge: (request) => (seen.push(request), Promise.resolve(answer)) });
    const recorded = recorder(archive, { folder: folder.path });
    return { ...recorded, code: await runCommandLine(argv, recorded.services) };
  };

  it('shows every file, name and card of a dry run, and opens the archive for reading only', async () => {
    const done = await run(report(), 'merge', 'm31', 'M 31', '--dry-run');
    assert.equal(done.code, 0);
    assert.deepEqual(done.events, ['open read', 'close']);
    assert.deepEqual(seen, [{ from: 'm31', into: 'M 31', mode: 'files', dryRun: true, listed: 100_000 }]);
    const text = done.out();
    assert.match(text, /Would be: m\\x1b31 → M 31: 1 header changed, 1 file renamed, 1 file left unchanged/);
    assert.match(text, /From now on, m\\x1b31 means M 31/);
    assert.match(text, /2024-09-13 · L · 300 s · 2 frames, joins another session/);
    assert.match(text, /Light.m31.a\.fits → Light.M_31.b\.fits\n {4}OBJECT {2}= 'm31' → OBJECT {2}= 'M 31'/);
    assert.match(text, /c\.fits: It lies outside/);
    assert.match(text, /^Warning: m\\x1b31 and M 31 are different$/m);
  });

  it('answers in the shape that scripts read', async () => {
    const failed = [{ path: '/x.fits', error: 'full' }];
    const counts = { ...report().counts, failed: 1 };
    const done = await run(report({ failed, counts }), 'merge', 'a', 'b', '--mode', 'all', '--json');
    assert.equal(done.code, 1);
    assert.equal(seen[0]?.mode, 'all');
    const json = JSON.parse(done.out()) as Record<string, unknown>;
    const [row] = report().changed;
    assert.deepEqual(
      [json['frames'], json['headersChanged'], json['renamed'], json['failed'], json['warnings']],
      [2, 1, [{ from: row?.path, to: row?.to }], failed, report().warnings],
    );
  });

  it('knows its modes, and says when it was cancelled', async () => {
    assert.equal((await run(report(), 'merge', 'a', 'b', '--mode', 'some')).code, 2);
    assert.equal((await run(report(), 'merge', 'a', 'b', '--mode', 'all', '--rename-files')).code, 2);
    assert.equal((await run(report({ cancelled: true }), 'merge', 'a', 'b', '--rename-files')).code, 3);
    assert.deepEqual(
      seen.map(({ mode }) => mode),
      ['files'],
    );
    assert.ok(fs.existsSync(folder.path));
  });
});
