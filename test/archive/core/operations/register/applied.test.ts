/** What a registration does where an earlier one was cut off, the database refuses rows, or files are known by other means. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Log, noContext, silentLog } from '../../../../../src/core/base/ports';
import { allFrames, Bench, counts, refuseFrames, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { filesIn, sha256 } from '../../../../support/files';
import { light, ROTATED } from '../../../../support/night';

describe('a registration', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  /** As after a crash before the database was saved: the files are there, and nothing knows them. */
  const forget = () => {
    fs.rmSync(path.dirname(bench.database), { recursive: true });
    fs.rmSync(path.join(bench.repository, '.astro-archive'), { recursive: true, force: true });
  };
  const keptLog = (): { readonly log: Log; readonly warnings: string[]; readonly told: string[] } => {
    const [warnings, told]: [string[], string[]] = [[], []];
    const log = {
      ...silentLog,
      warn: (text: string) => void warnings.push(text),
      info: (text: string) => void told.push(text),
    };
    return { log, warnings, told };
  };

  for (const [what, cards, same] of [
    ['file', {}, 'file'],
    ['image', ROTATED, 'image'],
  ] as const) {
    it(`takes its copy in and leaves the source of a move, of which it has a copy only (${what})`, async () => {
      const source = bench.put('x.fits', light(1, cards));
      const before = sha256(source);
      const first = await bench.open();
      const [done] = (await register(first, 'copy', bench.source)).registered;
      await first.close();
      forget();
      const archive = await bench.open();
      const report = await register(archive, 'move', bench.source);
      assert.deepEqual(
        report.registered.map(({ from, to }) => [from, to]),
        [[source, done?.to]],
      );
      assert.deepEqual(report.duplicates, [{ path: source, of: done?.to, same }]);
      assert.equal(sha256(source), before);
      assert.equal(filesIn(bench.repository).length, 1);
      assert.equal((await allFrames(archive)).length, 1);
    });
  }

  it('takes its copy in without a word of a duplicate where copies are asked for', async () => {
    bench.put('x.fits', light(1));
    const first = await bench.open();
    const before = await register(first, 'copy', bench.source);
    await first.close();
    forget();
    const again = await register(await bench.open(), 'copy', bench.source);
    assert.deepEqual({ ...again, seconds: 0 }, { ...before, seconds: 0 });
    assert.equal(filesIn(bench.repository).length, 1);
  });

  it('removes unfinished copies, and goes on where one cannot be removed', async () => {
    bench.put('x.fits', light(1));
    const { log, warnings, told } = keptLog();
    const archive = await bench.open({}, log);
    const shown = await archive.register({ sources: [bench.source], mode: 'copy', dryRun: true }, noContext);
    const folder = path.dirname(shown.registered[0]?.to ?? '');
    fs.mkdirSync(folder, { recursive: true });
    const part = path.join(folder, '.astro-archive-0123456789ab.part');
    const stuck = path.join(folder, '.astro-archive-0123456789ac.part');
    fs.writeFileSync(part, 'half');
    fs.mkdirSync(stuck);
    const report = await register(archive, 'copy', bench.source);
    assert.deepEqual(counts(report), [1, 0, 0, 0]);
    assert.ok(!fs.existsSync(part));
    assert.ok(told.some((text) => text.includes(part)));
    assert.deepEqual(
      warnings.map((text) => text.includes(stuck)),
      [true],
    );
  });

  it('does not miss an unfinished copy that somebody else has removed', async () => {
    bench.put('x.fits', light(1));
    const { log, warnings } = keptLog();
    const archive = await bench.open({}, log);
    const look = () => archive.register({ sources: [bench.source], mode: 'copy', dryRun: true }, noContext);
    const folder = path.dirname((await look()).registered[0]?.to ?? '');
    fs.mkdirSync(folder, { recursive: true });
    const part = path.join(folder, '.astro-archive-0123456789ab.part');
    fs.writeFileSync(part, 'half');
    const plan = (await look()).plan?.id ?? assert.fail();
    fs.rmSync(part);
    await archive.register({ sources: [], mode: 'copy', dryRun: false, plan }, noContext);
    assert.deepEqual(warnings, []);
  });

  it('removes unfinished copies when it carries out a plan that has found them', async () => {
    bench.put('x.fits', light(1));
    const archive = await bench.open();
    const look = () => archive.register({ sources: [bench.source], mode: 'copy', dryRun: true }, noContext);
    const folder = path.dirname((await look()).registered[0]?.to ?? '');
    fs.mkdirSync(folder, { recursive: true });
    const part = path.join(folder, '.astro-archive-0123456789ab.part');
    fs.writeFileSync(part, 'half');
    const plan = (await look()).plan?.id ?? assert.fail();
    assert.ok(fs.existsSync(part), 'a dry run touches nothing');
    await archive.register({ sources: [], mode: 'copy', dryRun: false, plan }, noContext);
    assert.deepEqual(fs.readdirSync(folder).length, 1);
    assert.ok(!fs.existsSync(part));
  });

  it('enters every frame but the one that the database refuses, and takes that in at the next start', async () => {
    for (let i = 0; i < 4; i++) bench.put(`${i}.fits`, light(i));
    const archive = await bench.open();
    const accept = refuseFrames((added) => added.frame.dateObs?.includes('20:02') === true);
    try {
      const report = await register(archive, 'move', bench.source);
      assert.deepEqual(
        [counts(report), report.failed.map((file) => path.basename(file.path))],
        [[3, 0, 1, 0], ['2.fits']],
      );
    } finally {
      accept();
    }
    assert.equal((await allFrames(archive)).length, 3);
    assert.equal(filesIn(bench.repository).length, 4);
    await archive.close();
    const next = await bench.open();
    assert.equal((await allFrames(next)).length, 4, 'the journal still says what was done');
  });

  it('lets a file fail whose header can no longer be edited, and registers the rest', async () => {
    const bad = bench.put('a.fits', light(0, ROTATED));
    bench.put('b.fits', light(1));
    const archive = await bench.open();
    const { plan } = await archive.register(
      { sources: [bench.source], mode: 'copy', dryRun: true },
      noContext,
    );
    fs.writeFileSync(bad, 'something else');
    const request = { sources: [], mode: 'copy', dryRun: false, plan: plan?.id ?? '' } as const;
    const done = await archive.register(request, noContext);
    assert.deepEqual([counts(done), done.failed.map((file) => file.path)], [[1, 0, 1, 0], [bad]]);
  });

  it('reads a file again where the archived one has been touched since', async () => {
    const source = bench.put('x.fits', light(1));
    const archive = await bench.open();
    const [done] = (await register(archive, 'copy', bench.source)).registered;
    const again = async () => (await register(archive, 'copy', bench.source)).duplicates;
    assert.deepEqual(await again(), [{ path: source, of: done?.to, same: 'size and time' }]);
    fs.utimesSync(done?.to ?? '', 1e9, 1e9);
    assert.deepEqual(await again(), [{ path: source, of: done?.to, same: 'file' }]);
  });

  it('is refused where the drive of the archive is away, in place or not', async () => {
    bench.put('x.fits', light(1));
    const archive = await bench.open();
    await register(archive, 'copy', bench.source);
    bench.put('y.fits', light(2));
    fs.renameSync(bench.repository, `${bench.repository}.away`);
    for (const mode of ['copy', 'move', 'in-place'] as const) {
      for (const dryRun of [false, true]) {
        const request = { sources: [bench.source], mode, dryRun };
        await assert.rejects(
          archive.register(request, noContext),
          failed('file', { path: bench.repository }),
        );
      }
    }
    assert.ok(!fs.existsSync(bench.repository), 'no second archive begins in the mount point');
    // In an empty mount point files can be found that the user has put elsewhere, but none is put there.
    fs.mkdirSync(bench.repository);
    await assert.rejects(register(archive, 'copy', bench.source), failed('file', { path: bench.repository }));
    const found = await register(archive, 'in-place', bench.source);
    assert.deepEqual([found.counts.registered, filesIn(bench.repository)], [2, []]);
  });

  it('is refused in place, too, where all frames lie outside of the archive that is away', async () => {
    bench.put('x.fits', light(1));
    const archive = await bench.open();
    await register(archive, 'in-place', bench.source);
    bench.put('y.fits', light(2));
    fs.rmSync(bench.repository, { recursive: true });
    await assert.rejects(
      register(archive, 'in-place', bench.source),
      failed('file', { path: bench.repository }),
    );
  });
});
