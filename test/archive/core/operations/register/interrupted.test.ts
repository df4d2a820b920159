/** Registrations that end early: cancelled, killed, with a database that refuses, or without their database. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { RegisterMode } from '../../../../../src/core/api/archive';
import type { ArchivedFrame } from '../../../../../src/core/base/archivedFrame';
import { noContext } from '../../../../../src/core/base/ports';
import { areTwoNames } from '../../../../../src/core/storage/files/oneName';
import { allFrames, allSessions, Bench, counts, refuseFrames, register } from '../../../../support/bench';
import { filesIn, sha256 } from '../../../../support/files';
import { light, ROTATED, writeNight } from '../../../../support/night';

describe('register, interrupted', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  const fill = (files: number) => {
    for (let i = 0; i < files; i++) bench.put(`${String(i).padStart(3, '0')}.fits`, light(i));
  };
  /** As after a crash before the database was saved. */
  const forget = () => fs.rmSync(path.dirname(bench.database), { recursive: true });
  const sums = (folder: string) => filesIn(folder).map((name) => sha256(path.join(folder, name)));

  /** Makes the system refuse to say what some files are; call what it returns to make it say it again. */
  const refuseLooks = (refuse: (file: string) => boolean) => {
    const { stat } = fs.promises;
    const refusing = (file: fs.PathLike) =>
      refuse(String(file))
        ? Promise.reject(Object.assign(new Error('refused'), { code: 'EACCES' }))
        : stat(file);
    Object.assign(fs.promises, { stat: refusing });
    return () => void Object.assign(fs.promises, { stat });
  };

  for (const mode of ['copy', 'move'] as RegisterMode[]) {
    it(`takes a file in at the next start that could not be looked at when it was done (${mode})`, async () => {
      fill(3);
      const originals = sums(bench.source).sort();
      const archive = await bench.open();
      const putBack = refuseLooks((file) => file.startsWith(bench.repository) && file.includes('200100'));
      try {
        const { failed, registered } = await register(archive, mode, bench.source);
        assert.equal(registered.length, 2);
        assert.equal(failed[0]?.reason, 'not-looked-at');
      } finally {
        putBack();
      }
      assert.deepEqual(sums(bench.repository).sort(), originals);
      assert.equal((await allFrames(archive)).length, 2);
      await archive.close();
      const again = await bench.open();
      assert.deepEqual((await again.status()).recovered, { finished: 1, rolledBack: 0, problems: 0 });
      assert.deepEqual((await allFrames(again)).map((frame) => frame.sha256).sort(), originals);
      assert.deepEqual(counts(await register(again, mode, bench.source)).slice(0, 1), [0]);
    });

    it(`stops at any moment with archive and database in agreement (${mode})`, async () => {
      fill(130);
      const originals = sums(bench.source).sort();
      const archive = await bench.open();
      // The cancel is asked between files: let it answer yes after more and more questions.
      for (const questions of [0, 3, 135, 140, 260, 300, 371, 400]) {
        let asked = 0;
        const cancel = {
          get isCancellationRequested() {
            return asked++ >= questions;
          },
        };
        const report = await register(archive, mode, bench.source, { ...noContext, cancel });
        assert.deepEqual(report.failed, []);
        const there = sums(bench.repository).sort();
        assert.deepEqual((await allFrames(archive)).map((frame) => frame.sha256).sort(), there);
        const all = [...new Set([...sums(bench.source), ...there])].sort();
        assert.deepEqual(all, originals);
      }
      const rest = await register(archive, mode, bench.source);
      assert.equal(rest.cancelled, false);
      assert.deepEqual(sums(bench.repository).sort(), originals);
      if (mode === 'move') assert.deepEqual(filesIn(bench.source), []);
    });
  }

  it('takes copies in that a lost database no longer knows, instead of copying again', async () => {
    fill(3);
    const bias = { IMAGETYP: 'BIAS', 'DATE-OBS': '2024-09-13T20:00:00' };
    for (let i = 3; i < 6; i++) bench.put(`bias_${i}.fits`, light(i, bias));
    bench.put('rotated.fits', light(50, ROTATED));
    const first = await bench.open();
    const before = await register(first, 'copy', bench.source);
    const frames = await allFrames(first);
    await first.close();
    forget();
    const files = filesIn(bench.repository);
    const second = await bench.open();
    const again = await register(second, 'copy', bench.source);
    assert.deepEqual({ ...again, seconds: 0 }, { ...before, seconds: 0 });
    assert.deepEqual(filesIn(bench.repository), files);
    assert.deepEqual(await allFrames(second), frames);
  });

  it('finds its own copy even where an earlier name is missing', async () => {
    const bias = { IMAGETYP: 'BIAS', 'DATE-OBS': '2024-09-13T20:00:00' };
    for (let i = 0; i < 3; i++) bench.put(`${i}.fits`, light(i, bias));
    const first = await bench.open();
    const { registered } = await register(first, 'copy', bench.source);
    await first.close();
    forget();
    fs.rmSync(registered[0]?.to ?? '');
    const report = await register(await bench.open(), 'copy', bench.source);
    assert.deepEqual(counts(report), [3, 0, 0, 0]);
    assert.equal(filesIn(bench.repository).length, 3);
  });

  it('finishes a move that was cut off between its two names', async () => {
    for (const [name, cards] of [
      ['plain.fits', {}],
      ['rotated.fits', ROTATED],
    ] as const) {
      const source = bench.put(name, light(name.length, cards));
      const before = sha256(source);
      const archive = await bench.open();
      const request = { sources: [bench.source], mode: 'move', dryRun: true } as const;
      const to = (await archive.register(request, noContext)).registered[0]?.to ?? '';
      fs.mkdirSync(path.dirname(to), { recursive: true });
      fs.linkSync(source, to);
      const report = await register(archive, 'move', bench.source);
      assert.deepEqual(
        report.registered.map((file) => [file.from, file.to, file.sha256]),
        [[source, to, before]],
      );
      assert.deepEqual(filesIn(bench.source), []);
      assert.equal(fs.statSync(to).nlink, 1);
      await archive.close();
    }
    assert.equal(filesIn(bench.repository).length, 2);
  });

  it('never gives up a source for a mere copy of it', async () => {
    const source = bench.put('x.fits');
    const first = await bench.open();
    const { registered } = await register(first, 'copy', bench.source);
    await first.close();
    forget();
    const to = registered[0]?.to ?? '';
    const archive = await bench.open();
    const report = await register(archive, 'move', bench.source);
    assert.deepEqual(report.registered.length, 1);
    assert.deepEqual(report.duplicates, [{ path: source, of: to, same: 'file' }]);
    assert.ok(fs.existsSync(source) && fs.existsSync(to));
    assert.equal((await allFrames(archive))[0]?.path, to);
  });

  it('does not take one file reached in two ways for two', async () => {
    const file = path.join(bench.source, 'x.fits');
    bench.put('x.fits');
    const other = path.join(bench.folder, 'other');
    fs.symlinkSync(bench.source, other);
    assert.equal(await areTwoNames(file, path.join(other, 'x.fits')), false);
    fs.linkSync(file, path.join(bench.source, 'y.fits'));
    assert.equal(await areTwoNames(file, path.join(other, 'x.fits')), false);
    assert.equal(await areTwoNames(file, path.join(other, 'y.fits')), true);
  });

  it('moves nothing away when the repository is registered through a link to it', async () => {
    fill(3);
    const first = await bench.open();
    await register(first, 'move', bench.source);
    await first.close();
    forget();
    const files = sums(bench.repository);
    const door = path.join(bench.folder, 'door');
    fs.symlinkSync(bench.repository, door);
    const archive = await bench.open();
    await register(archive, 'move', door);
    assert.deepEqual(sums(bench.repository), files);
    assert.ok((await allFrames(archive)).every((frame) => fs.existsSync(frame.path)));
    assert.equal((await archive.status()).frameCount, 3);
  });

  it('removes unfinished copies of a killed process', async () => {
    fill(1);
    const archive = await bench.open();
    const request = { sources: [bench.source], mode: 'copy', dryRun: true } as const;
    const to = (await archive.register(request, noContext)).registered[0]?.to ?? '';
    const part = path.join(path.dirname(to), '.astro-archive-0123456789ab.part');
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.writeFileSync(part, 'half');
    await archive.register(request, noContext);
    assert.ok(fs.existsSync(part), 'a dry run touches nothing');
    await register(archive, 'copy', bench.source);
    assert.deepEqual(fs.readdirSync(path.dirname(to)), [path.basename(to)]);
  });

  it('enters every frame but the one that the database refuses', async () => {
    fill(5);
    const archive = await bench.open();
    const accept = refuseFrames((added) => added.frame.dateObs?.includes('20:03') === true);
    try {
      const report = await register(archive, 'move', bench.source);
      assert.deepEqual(counts(report), [4, 0, 1, 0]);
      assert.equal(report.failed[0]?.reason, 'not-entered');
    } finally {
      accept();
    }
    assert.equal(filesIn(bench.repository).length, 5);
    assert.deepEqual(counts(await register(archive, 'in-place', bench.repository)), [1, 0, 0, 4]);
    const folders = new Set((await allFrames(archive)).map((frame) => path.dirname(frame.path)));
    assert.ok([...folders].every((folder) => fs.existsSync(folder)));
  });

  it('stops moving when the database refuses everything', async () => {
    fill(150);
    const archive = await bench.open();
    const accept = refuseFrames(() => true);
    try {
      assert.deepEqual(counts(await register(archive, 'move', bench.source)), [0, 0, 150, 0]);
    } finally {
      accept();
    }
    assert.deepEqual([filesIn(bench.source).length, filesIn(bench.repository).length], [86, 64]);
    await archive.close();
    // The journal was left open, and the next start finishes what it says.
    const next = await bench.open();
    assert.equal((await allFrames(next)).length, 64);
    assert.deepEqual(counts(await register(next, 'move', bench.source)), [86, 0, 0, 0]);
  });

  it('gives the same frames and sessions from the repository alone', async () => {
    writeNight(bench.source);
    bench.put('rotated.fits', light(20, ROTATED));
    bench.put(
      'Darks/silent.fits',
      light(30, { IMAGETYP: '', FRAME: '', OBJECT: '', 'DATE-OBS': '2024-09-14T03:00:00' }),
    );
    const first = await bench.open();
    const report = await register(first, 'copy', bench.source);
    assert.deepEqual(counts(report), [11, 0, 0, 0]);
    await first.regenerate({}, noContext);
    const [frames, sessions] = [await allFrames(first), await allSessions(first)];
    await first.close();
    forget();
    const second = await bench.open();
    assert.deepEqual(counts(await register(second, 'in-place', bench.repository)), [11, 0, 0, 0]);
    await second.regenerate({}, noContext);
    assert.deepEqual(await allSessions(second), sessions);
    const rotated = report.registered.find(({ from }) => from.endsWith('rotated.fits'))?.to;
    const comparable = (list: readonly ArchivedFrame[]) =>
      list
        .map((frame) => ({
          ...frame,
          id: 0,
          editedSha256: null,
          sha256: frame.path === rotated ? '' : frame.sha256,
        }))
        .sort((a, b) => (a.path < b.path ? -1 : 1));
    assert.deepEqual(comparable(await allFrames(second)), comparable(frames));
  });
});
