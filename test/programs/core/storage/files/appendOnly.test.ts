/** Folders in which names can be made but not taken away, as `chattr +a` makes them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { noContext } from '../../../../../src/core/base/ports';
import { isPart } from '../../../../../src/core/storage/files/fileStep';
import { allFrames, Bench, counts, register } from '../../../../support/bench';
import { filesIn, sha256 } from '../../../../support/files';
import { light } from '../../../../support/night';

describe('a folder that can only be added to', () => {
  let bench: Bench;
  const marked: string[] = [];
  const mark = (folder: string, how: '+a' | '-a') => spawnSync('chattr', [how, folder]).status === 0;
  const protect = (folder: string) => {
    marked.push(folder);
    assert.ok(mark(folder, '+a'));
  };
  before(function () {
    const probe = new Bench();
    const works = process.platform === 'linux' && mark(probe.source, '+a');
    mark(probe.source, '-a');
    void probe.dispose();
    if (!works) {
      if (this.test?.parent)
        this.test.parent.title += ' (skipped: only an administrator of ext4 can make one)';
      this.skip();
    }
  });
  beforeEach(() => (bench = new Bench()));
  afterEach(async () => {
    for (const folder of marked.splice(0)) mark(folder, '-a');
    await bench.dispose();
  });

  it('keeps its files where they are to be moved away, and nothing is half done', async () => {
    const file = bench.put('a.fits', light(0));
    const sum = sha256(file);
    protect(bench.source);
    const archive = await bench.open();
    assert.deepEqual(counts(await register(archive, 'move', bench.source)), [0, 0, 1, 0]);
    assert.deepEqual([filesIn(bench.source), filesIn(bench.repository)], [['a.fits'], []]);
    assert.equal(sha256(file), sum);
    assert.deepEqual(counts(await register(archive, 'copy', bench.source)), [1, 0, 0, 0]);
  });

  it('keeps archived files that are to be renamed, and their rows', async () => {
    bench.put('a.fits', light(0));
    const archive = await bench.open();
    await register(archive, 'move', bench.source);
    const [before] = await allFrames(archive);
    assert.ok(before);
    protect(path.dirname(before.path));
    const files = filesIn(bench.repository);
    const merged = await archive.merge(
      { from: 'NGC 7000', into: 'IC 1396', mode: 'files', dryRun: false },
      noContext,
    );
    assert.equal(merged.failed.length, 1);
    assert.deepEqual([filesIn(bench.repository), sha256(before.path)], [files, before.sha256]);
    assert.deepEqual(
      (await allFrames(archive)).map((frame) => frame.path),
      [before.path],
    );
  });

  for (const mode of ['move', 'copy'] as const) {
    it(`loses nothing where it is the target of a ${mode}`, async () => {
      bench.put('a.fits', light(0));
      const archive = await bench.open();
      const [done] = (await register(archive, 'move', bench.source)).registered;
      assert.ok(done);
      const source = bench.put('b.fits', light(1));
      const sum = sha256(source);
      protect(path.dirname(done.to));
      const report = await register(archive, mode, bench.source);
      const archived = filesIn(bench.repository)
        .map((name) => path.join(bench.repository, name))
        // The unfinished name of a copy cannot be taken away while the folder is as it is.
        .filter((file) => !isPart(file) && sha256(file) === sum);
      if (report.failed.length > 0) assert.equal(sha256(source), sum);
      else assert.equal(archived.length, 1);
      const rows = (await allFrames(archive)).map((frame) => frame.path);
      assert.ok(rows.every((file) => fs.existsSync(file)));
      assert.ok(
        archived.every((file) => rows.includes(file)),
        `${archived.join(', ')} beside ${rows.join(', ')}`,
      );
    });
  }
});
