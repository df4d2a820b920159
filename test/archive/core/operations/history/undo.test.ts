/** Taking operations back: everything as it was, or left alone with a reason. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive, RegisterMode, UndoReport } from '../../../../../src/core/api/archive';
import { noContext } from '../../../../../src/core/base/ports';
import { operationText, undoText } from '../../../../../src/core/text/history';
import { allFrames, Bench, counts, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { filesIn, sha256 } from '../../../../support/files';
import { light, ROTATED, writeNight } from '../../../../support/night';

describe('undo', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  const undo = (archive: Archive, dryRun = false, operation: number | null = null): Promise<UndoReport> =>
    archive.undo({ operation, dryRun }, noContext);
  const state = (folder: string) =>
    filesIn(folder).map((name) => {
      const file = path.join(folder, name);
      return [name, sha256(file), Math.round(fs.statSync(file).mtimeMs)];
    });

  for (const mode of ['move', 'copy'] as RegisterMode[]) {
    it(`puts every file back as it was, edited headers too (${mode})`, async () => {
      writeNight(bench.source);
      bench.put('deep/rotated.fits', light(20, ROTATED));
      const before = state(bench.source);
      const archive = await bench.open();
      const report = await register(archive, mode, bench.source);
      assert.deepEqual(counts(report), [10, 0, 0, 0]);
      const plan = await undo(archive, true);
      assert.equal(plan.undone.length, 10);
      assert.equal(filesIn(bench.repository).length, 10);
      const done = await undo(archive);
      assert.deepEqual([done.undone.length, done.refused], [10, []]);
      assert.deepEqual(state(bench.source), before);
      assert.deepEqual(fs.readdirSync(bench.repository), ['.astro-archive']);
      assert.deepEqual(await allFrames(archive), []);
      const what = mode === 'move' ? '10 files moved back' : '10 files removed';
      assert.equal(undoText(done), what);
      await assert.rejects(undo(archive), failed('request', { reason: 'nothing-to-undo' }));
      // And it can be done again.
      assert.deepEqual(counts(await register(archive, mode, bench.source)), [10, 0, 0, 0]);
    });
  }

  it('takes listed files out, and restores headers byte for byte', async () => {
    bench.put('a.fits', light(1));
    bench.put('rotated.fits', light(2, ROTATED));
    const before = state(bench.source);
    const archive = await bench.open({ addWcs: 'always' });
    await register(archive, 'in-place', bench.source);
    assert.notDeepEqual(state(bench.source), before);
    assert.equal(undoText(await undo(archive)), '1 file restored, 1 file no longer listed');
    assert.deepEqual(state(bench.source), before);
    assert.deepEqual(await allFrames(archive), []);
  });

  it('leaves files that have changed since, or whose way back is blocked, and says why', async () => {
    for (let i = 0; i < 4; i++) bench.put(`${i}.fits`, light(i));
    const archive = await bench.open();
    const { registered } = await register(archive, 'move', bench.source);
    const at = (i: number) => registered.find(({ from }) => from.endsWith(`${i}.fits`))?.to ?? assert.fail();
    fs.appendFileSync(at(0), 'x');
    fs.rmSync(at(1));
    bench.put('2.fits', light(50));
    const report = await undo(archive);
    assert.deepEqual(
      report.undone.map(({ to }) => path.basename(to ?? '')),
      ['3.fits'],
    );
    const reasons = new Map(report.refused.map((each) => [each.path, each.reason]));
    assert.equal(reasons.get(at(0)), 'changed');
    assert.equal(reasons.get(at(1)), 'gone');
    assert.equal(reasons.get(at(2)), 'in-the-way');
    assert.equal((await allFrames(archive)).length, 3);
    assert.ok(fs.existsSync(at(2)));
  });

  it('never removes a copy whose original is gone or another one now', async () => {
    const [gone, other] = [bench.put('0.fits', light(0)), bench.put('1.fits', light(1))];
    const archive = await bench.open();
    await register(archive, 'copy', bench.source);
    fs.rmSync(gone);
    fs.writeFileSync(other, fs.readFileSync(other).fill(1, 2880));
    const report = await undo(archive);
    assert.deepEqual(report.undone, []);
    assert.deepEqual(report.refused.map(({ reason }) => reason).sort(), ['last-copy', 'replaced']);
    assert.equal(filesIn(bench.repository).length, 2);
  });

  it('goes back step by step, or takes back the one that was asked for', async () => {
    bench.put('0.fits', light(0));
    const archive = await bench.open();
    await register(archive, 'move', bench.source);
    const first = await undo(archive, true);
    bench.put('1.fits', light(1));
    await register(archive, 'move', bench.source);
    await undo(archive, false, first.operation.id);
    assert.deepEqual(filesIn(bench.source), ['0.fits']);
    await assert.rejects(undo(archive, false, first.operation.id), { code: 'request' });
    await undo(archive);
    assert.deepEqual(filesIn(bench.source), ['0.fits', '1.fits']);
    await assert.rejects(undo(archive, false, 12345), { code: 'request' });
    const id = (await archive.history({})).items[0]?.id ?? 0;
    await assert.rejects(undo(archive, false, id), { code: 'request' }, 'an undo cannot be undone');
    const { items } = await archive.history({});
    assert.deepEqual(
      items.map((entry) => [operationText(entry), entry.undone !== null, entry.undoable]),
      [
        ['Undo: Registration, 1 file', false, false],
        ['Undo: Registration, 1 file', false, false],
        ['Registration: 1 file (moved)', true, false],
        ['Registration: 1 file (moved)', true, false],
      ],
    );
  });

  it('goes on after a cancel', async () => {
    for (let i = 0; i < 100; i++) bench.put(`${i}.fits`, light(i));
    const archive = await bench.open();
    await register(archive, 'move', bench.source);
    let asked = 0;
    const cancel = {
      get isCancellationRequested() {
        return asked++ > 130;
      },
    };
    const cut = await archive.undo({ operation: null, dryRun: false }, { ...noContext, cancel });
    assert.equal(cut.cancelled, true);
    const back = filesIn(bench.source).length;
    assert.ok(back > 0 && back < 100);
    assert.equal((await allFrames(archive)).length, 100 - back);
    const rest = await undo(archive);
    assert.deepEqual([rest.undone.length, rest.refused], [100 - back, []]);
    assert.equal(filesIn(bench.source).length, 100);
  });

  it('comes to its end where every file is back already, as after a crash', async () => {
    const file = bench.put('a.fits', light(1));
    const archive = await bench.open();
    const { registered } = await register(archive, 'move', bench.source);
    fs.renameSync(registered[0]?.to ?? '', file);
    const report = await undo(archive);
    assert.deepEqual([report.undone, report.refused], [[], []]);
    const entries = (await archive.history({})).items;
    assert.ok(entries.find(({ kind }) => kind === 'register')?.undone);
    await assert.rejects(undo(archive), failed('request', { reason: 'nothing-to-undo' }));
  });

  it('leaves a frame that was in the archive before', async () => {
    const file = bench.put('a.fits', light(1));
    const archive = await bench.open();
    await register(archive, 'in-place', bench.source);
    fs.utimesSync(file, 1, 1);
    await register(archive, 'in-place', bench.source);
    const report = await undo(archive);
    assert.deepEqual(report.undone, []);
    assert.equal(report.refused[0]?.reason, 'known-before');
    assert.equal((await allFrames(archive)).length, 1);
  });
});
