/** What is seen where a step was at work. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FileStep } from '../../../../../src/core/storage/files/step';
import { isGone, look } from '../../../../../src/core/storage/journal/look';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { light } from '../../operations/register/support';

describe('the look at a step', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  function step(): FileStep {
    const from = writeFits(folder.path, 'a.fits', light());
    const { size, mtimeMs: mtime } = fs.statSync(from);
    return {
      do: 'move',
      from,
      to: path.join(folder.path, 'b.fits'),
      size,
      mtime,
      hash: null,
      sha256: '',
      imageKey: '',
      patches: [],
      stem: '',
      givesUp: false,
      row: 'enter',
      replaces: null,
      known: false,
      source: from,
    };
  }

  it('takes a source for the same only where size and time are, the time to the microsecond', async () => {
    const one = step();
    assert.equal((await look(one)).from, 'same');
    fs.utimesSync(one.from, one.mtime / 1000, one.mtime / 1000);
    assert.equal((await look(one)).from, 'same');
    fs.utimesSync(one.from, 1e9, 1e9);
    assert.equal((await look(one)).from, 'other', 'the same size at another time');
    fs.appendFileSync(one.from, 'x');
    fs.utimesSync(one.from, one.mtime / 1000, one.mtime / 1000);
    assert.equal((await look(one)).from, 'other', 'another size at the same time');
    fs.rmSync(one.from);
    fs.mkdirSync(one.from);
    assert.equal((await look(one)).from, 'other', 'a folder');
  });

  it('takes a target for whole only where size and time are', async () => {
    const one = step();
    fs.renameSync(one.from, one.to);
    assert.equal((await look(one)).to, 'whole');
    fs.utimesSync(one.to, 1e9, 1e9);
    assert.equal((await look(one)).to, 'other');
    fs.writeFileSync(one.to, '');
    assert.equal((await look(one)).to, 'empty');
  });

  it('says that a file is gone where it is at neither place', () => {
    const one = step();
    assert.equal(isGone(one), false);
    fs.renameSync(one.from, one.to);
    assert.equal(isGone(one), false);
    fs.rmSync(one.to);
    assert.equal(isGone(one), true);
    assert.equal(isGone({ from: one.from, to: one.from }), true);
  });
});
