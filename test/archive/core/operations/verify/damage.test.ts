/** Damaged files stay known until they are dealt with. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive } from '../../../../../src/core/api/archive';
import { noContext } from '../../../../../src/core/base/ports';
import { Bench, register } from '../../../../support/bench';
import { light } from '../../../../support/night';
import { flipBit, pathOf, repairOf, verify } from './support';

describe('damaged files', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    archive = await bench.open();
    ['A', 'B', 'C', 'D'].forEach((object, i) => bench.put(`${i}.fits`, light(i, { OBJECT: object })));
    await register(archive, 'copy', bench.source);
  });
  afterEach(() => bench.dispose());

  const damaged = async () => {
    const { items } = await archive.frames({ problem: 'damaged' });
    return items.map(({ object, damage }) => [object, damage]);
  };
  /** Flips a bit of the pixels of one frame, of the header of another, and makes a third unreadable. */
  const harm = async () => {
    const [a, b, c] = [await pathOf(archive, 'A'), await pathOf(archive, 'B'), await pathOf(archive, 'C')];
    const whole = [a, b, c].map((file) => [file, fs.readFileSync(file), fs.statSync(file)] as const);
    flipBit(a, 2880);
    flipBit(b, 2870);
    fs.writeFileSync(c, 'no image');
    return () => {
      for (const [file, bytes, { atime, mtime }] of whole) {
        fs.writeFileSync(file, bytes);
        fs.utimesSync(file, atime, mtime);
      }
    };
  };
  const ALL = [
    ['A', 'pixels'],
    ['B', 'content'],
    ['C', 'unreadable'],
  ];

  it('are found by a verification, and stand over a restart until one finds them whole', async () => {
    const restore = await harm();
    await verify(archive);
    assert.deepEqual(await damaged(), ALL);
    await archive.close();
    archive = await bench.open();
    assert.deepEqual(await damaged(), ALL);
    restore();
    await verify(archive, { quick: true });
    assert.deepEqual(await damaged(), ALL, 'sizes and times prove nothing');
    await verify(archive);
    assert.deepEqual(await damaged(), []);
  });

  it('are shown with their frames wherever these are listed', async () => {
    await harm();
    await verify(archive);
    const { items } = await archive.frames({});
    assert.deepEqual(
      items.map(({ damage }) => damage),
      ['pixels', 'content', 'unreadable', undefined],
    );
  });

  it('are not made whole by a repair, but by a registration that accepts them, or by being forgotten', async () => {
    await harm();
    await archive.repair(repairOf(await verify(archive)), noContext);
    assert.deepEqual(await damaged(), ALL);
    await register(archive, 'in-place', await pathOf(archive, 'A'));
    assert.deepEqual(await damaged(), ALL.slice(1));
    fs.rmSync(await pathOf(archive, 'B'));
    await archive.repair(repairOf(await verify(archive), true), noContext);
    assert.deepEqual(await damaged(), ALL.slice(2));
  });

  it('are no longer damaged where they are missing', async () => {
    await harm();
    await verify(archive);
    fs.rmSync(await pathOf(archive, 'C'));
    await verify(archive, { quick: true });
    assert.deepEqual(await damaged(), ALL.slice(0, 2));
  });

  it('are known as soon as another program is seen to have changed pixels', async () => {
    const file = await pathOf(archive, 'D');
    const bytes = fs.readFileSync(file);
    fs.writeFileSync(
      file,
      Buffer.concat([bytes.subarray(0, 2880), Buffer.from([1, 2, 3]), bytes.subarray(2883)]),
    );
    fs.utimesSync(file, 7, 7);
    await archive.follow({ paths: [path.dirname(file)] }, noContext);
    assert.deepEqual(await damaged(), [['D', 'pixels']]);
  });

  it('keep their damage where they are renamed', async () => {
    await harm();
    await verify(archive);
    const file = await pathOf(archive, 'B');
    const to = path.join(path.dirname(file), 'renamed.fits');
    fs.renameSync(file, to);
    await archive.follow({ paths: [file, to] }, noContext);
    assert.equal(await pathOf(archive, 'B'), to);
    assert.deepEqual(await damaged(), ALL);
  });
});
