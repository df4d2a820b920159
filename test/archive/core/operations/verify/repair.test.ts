import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive } from '../../../../../src/core/api/archive';
import { noContext } from '../../../../../src/core/base/ports';
import { allFrames, Bench, register } from '../../../../support/bench';
import { filesIn, sha256 } from '../../../../support/files';
import { writeFits } from '../../../../support/makeFits';
import { light, ROTATED } from '../../../../support/night';
import { complaints, editText, flipBit, pathOf, repairOf, verify } from './support';

describe('repair', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    archive = await bench.open({ addWcs: 'always' });
  });
  afterEach(() => bench.dispose());

  const fill = async (...objects: readonly string[]) => {
    objects.forEach((object, i) => bench.put(`${i}.fits`, light(i, { OBJECT: object })));
    await register(archive, 'copy', bench.source);
  };
  const repair = async (forgetMissing = false) =>
    archive.repair(repairOf(await verify(archive), forgetMissing), noContext);
  const contents = () =>
    new Map(
      filesIn(bench.repository).map((name) => [name, sha256(path.join(bench.repository, name))] as const),
    );
  const move = (from: string, name: string) => {
    const to = path.join(bench.repository, name);
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.renameSync(from, to);
    return to;
  };

  it('finds moved files again, edited ones too, and keeps their frames', async () => {
    bench.put('turned.fits', light(50, { ...ROTATED, OBJECT: 'Turned' }));
    await fill('A', 'B');
    await archive.regenerate({}, noContext);
    const before = await allFrames(archive);
    const [a, turned] = [await pathOf(archive, 'A'), await pathOf(archive, 'Turned')];
    const moved = [
      { from: a, to: move(a, 'by hand/a.fits') },
      { from: turned, to: move(turned, 'by hand/turned.fits') },
    ];
    const files = contents();
    const report = await repair();
    assert.deepEqual(
      new Map(report.moved.map(({ from, to }) => [from, to])),
      new Map(moved.map(({ from, to }) => [from, to])),
    );
    assert.deepEqual([report.read, report.registered, report.forgotten, report.left], [[], [], [], []]);
    const after = await allFrames(archive);
    assert.deepEqual(
      after.map(({ id, object, session }) => ({ id, object, session })),
      before.map(({ id, object, session }) => ({ id, object, session })),
    );
    assert.deepEqual(contents(), files, 'no file was touched');
    assert.deepEqual(complaints(await verify(archive)), {});
  });

  it('reads changed headers again, registers unknown files, and touches none', async () => {
    await fill('A', 'B');
    const [a, b] = [await pathOf(archive, 'A'), await pathOf(archive, 'B')];
    editText(a, "FILTER  = 'L       '", "FILTER  = 'R       '");
    fs.utimesSync(a, 2, 2);
    fs.utimesSync(b, 1, 1);
    const unknown = writeFits(bench.repository, 'new.fits', light(30, { ...ROTATED, OBJECT: 'New' }));
    const files = contents();
    const report = await repair();
    assert.deepEqual([...report.read].sort(), [a, b].sort());
    assert.deepEqual([report.registered, report.left], [[unknown], []]);
    const filters = new Map((await allFrames(archive)).map(({ object, filter }) => [object, filter]));
    assert.deepEqual(
      filters,
      new Map([
        ['A', 'R'],
        ['B', 'L'],
        ['New', 'L'],
      ]),
    );
    assert.deepEqual(contents(), files);
    assert.deepEqual(complaints(await verify(archive)), {});
  });

  it('never accepts changed pixels, nor bytes that changed by themselves', async () => {
    await fill('Pixel', 'Rotten', 'Late');
    const [pixel, rotten, late] = [
      await pathOf(archive, 'Pixel'),
      await pathOf(archive, 'Rotten'),
      await pathOf(archive, 'Late'),
    ];
    flipBit(pixel, 2880);
    flipBit(rotten, 2870);
    fs.utimesSync(late, 1, 1);
    const found = await verify(archive);
    // Between the verification and the repair a harmless change has become another one.
    flipBit(late, 2880);
    const before = await allFrames(archive);
    const report = await archive.repair(repairOf(found), noContext);
    assert.deepEqual(report.left.map(({ path }) => path).sort(), [pixel, rotten, late].sort());
    assert.equal(report.left.find((each) => each.path === pixel)?.reason, 'pixels-changed');
    assert.equal(report.left.find((each) => each.path === rotten)?.reason, 'bytes-changed');
    assert.deepEqual(await allFrames(archive), before);
  });

  it('keeps what is missing unless it is to be forgotten', async () => {
    await fill('A', 'B');
    const a = await pathOf(archive, 'A');
    fs.rmSync(a);
    assert.deepEqual((await repair()).left, [{ path: a, why: 'It is missing', reason: 'gone' }]);
    assert.equal((await allFrames(archive)).length, 2);
    const report = await repair(true);
    assert.deepEqual([report.forgotten, report.left], [[a], []]);
    assert.deepEqual(
      (await allFrames(archive)).map(({ object }) => object),
      ['B'],
    );
  });

  it('forgets nothing where every file is gone, or a whole folder outside the repository', async () => {
    const outside = path.join(bench.folder, 'usb');
    writeFits(outside, 'x.fits', light(20, { OBJECT: 'X' }));
    await register(archive, 'in-place', outside);
    fs.mkdirSync(bench.repository, { recursive: true });
    await fill('A');
    fs.rmSync(outside, { recursive: true });
    const kept = await repair(true);
    assert.deepEqual(kept.forgotten, []);
    assert.equal(kept.left[0]?.reason, 'folder-gone');
    fs.rmSync(await pathOf(archive, 'A'));
    const all = await repair(true);
    assert.deepEqual(all.forgotten, []);
    assert.ok(all.left.every(({ why }) => why.includes('is its drive connected')));
    assert.equal((await allFrames(archive)).length, 2);
    fs.mkdirSync(outside);
    bench.put('0.fits', light(0, { OBJECT: 'A' }));
    await register(archive, 'copy', bench.source);
    assert.deepEqual((await repair(true)).forgotten, [path.join(outside, 'x.fits')]);
  });

  it('does not forget a file that has come back, and says so', async () => {
    await fill('A', 'B');
    const a = await pathOf(archive, 'A');
    const away = path.join(bench.folder, 'away.fits');
    fs.renameSync(a, away);
    const found = await verify(archive);
    fs.renameSync(away, a);
    const report = await archive.repair(repairOf(found, true), noContext);
    assert.deepEqual([report.forgotten, report.left.length], [[], 1]);
    assert.equal((await allFrames(archive)).length, 2);
  });

  it('leaves an unknown copy of an archived file alone and says of what it is one', async () => {
    await fill('A');
    const a = await pathOf(archive, 'A');
    const copy = path.join(bench.repository, 'copy.fits');
    fs.copyFileSync(a, copy);
    const report = await repair();
    assert.deepEqual(report.left, [{ path: copy, why: `It is the same file as ${a}` }]);
    assert.deepEqual([report.moved, report.registered], [[], []]);
  });

  it('registers nothing and forgets nothing where it was cancelled', async () => {
    await fill('A', 'B');
    fs.rmSync(await pathOf(archive, 'A'));
    writeFits(bench.repository, 'new.fits', light(30));
    const request = repairOf(await verify(archive), true);
    const report = await archive.repair(request, { ...noContext, cancel: { isCancellationRequested: true } });
    assert.equal(report.cancelled, true);
    assert.deepEqual([report.registered, report.forgotten], [[], []]);
    assert.equal((await allFrames(archive)).length, 2);
  });
});
