/** What is seen where a step was at work. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { planEdit } from '../../../../../src/core/formats/image/imageFile';
import type { FileStep } from '../../../../../src/core/storage/files/fileStep';
import { applyPatches, growth } from '../../../../../src/core/storage/files/patches';
import { isGone, look, removeLeftovers } from '../../../../../src/core/storage/journal/stepTraces';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';
import { tear } from '../../../../support/tear';

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

  describe('where a header is edited on the way', () => {
    /** A step that edits a header, `longer` by a block or not, with its file at the target. */
    function editing(longer: boolean) {
      const plain = step();
      fs.renameSync(plain.from, plain.to);
      const cards = Array.from({ length: longer ? 40 : 1 }, (_, i) => ({
        keyword: 'HISTORY',
        value: `Astro Archive: ${i}`,
      }));
      const patches = planEdit(plain.to, cards);
      assert.equal(growth(patches) > 0, longer);
      return { ...plain, patches };
    }

    const stateOf = async (one: FileStep) => (await look(one)).to;
    const setTime = (file: string, ms: number) => fs.utimesSync(file, ms / 1000, ms / 1000);

    for (const longer of [false, true]) {
      const what = longer ? 'that makes the file longer' : 'of unchanged length';

      it(`tells a file before and after an edit ${what}`, async () => {
        const one = editing(longer);
        assert.equal(await stateOf(one), 'unedited');
        applyPatches(one.to, one.patches);
        assert.equal(await stateOf(one), 'whole');
        setTime(one.to, 1e12);
        assert.equal(await stateOf(one), 'whole', 'the time is put back at the end');
        fs.appendFileSync(one.to, 'x');
        assert.equal(await stateOf(one), 'other');
      });
    }

    it('takes a file as it was but for its time for one whose edit was begun', async () => {
      const one = editing(false);
      setTime(one.to, 1e12);
      assert.equal(await stateOf(one), 'between');
    });

    it('knows an edit that was cut off by its bytes, and what another program has written by its own', async () => {
      const one = editing(false);
      tear(one.to, one.patches, 5);
      assert.equal(await stateOf(one), 'between');
      const bytes = fs.readFileSync(one.to);
      bytes[(one.patches[0]?.offset ?? 0) + 3] = 7;
      fs.writeFileSync(one.to, bytes);
      assert.equal(await stateOf(one), 'other');
    });

    it('takes a file of another length for another one', async () => {
      const one = editing(true);
      fs.appendFileSync(one.to, 'x');
      assert.equal(await stateOf(one), 'other');
      fs.truncateSync(one.to, one.size - 1);
      assert.equal(await stateOf(one), 'other');
      // As long as it will be, with the header that it had.
      fs.truncateSync(one.to, one.size + growth(one.patches));
      assert.equal(await stateOf(one), 'other');
    });

    it('takes an edited file whose end is missing for another one', async () => {
      const one = editing(true);
      applyPatches(one.to, one.patches);
      fs.truncateSync(one.to, one.size);
      assert.equal(await stateOf(one), 'other');
    });

    it('takes an empty file for a placeholder, unless the frame itself is empty', async () => {
      const one = editing(false);
      fs.truncateSync(one.to, 0);
      assert.equal(await stateOf(one), 'empty');
      setTime(one.to, one.mtime);
      assert.equal(await stateOf({ ...one, patches: [], size: 0 }), 'whole');
    });
  });

  it('tells two names of one file from two files, and a link to it from both', async () => {
    const one = step();
    fs.linkSync(one.from, one.to);
    assert.deepEqual(await look(one), { from: 'same', to: 'whole', oneFile: true });
    fs.rmSync(one.to);
    fs.copyFileSync(one.from, one.to);
    fs.utimesSync(one.to, one.mtime / 1000, one.mtime / 1000);
    assert.deepEqual(await look(one), { from: 'same', to: 'whole', oneFile: false });
    fs.rmSync(one.to);
    fs.symlinkSync(one.from, one.to);
    assert.deepEqual(await look(one), { from: 'same', to: 'other', oneFile: false });
  });

  it('sees a file that stays at one place', async () => {
    const one = step();
    assert.deepEqual(await look({ ...one, to: one.from }), { from: 'same', to: 'whole', oneFile: false });
    fs.rmSync(one.from);
    assert.deepEqual(await look({ ...one, to: one.from }), { from: 'absent', to: 'absent', oneFile: false });
    assert.deepEqual(await look(one), { from: 'absent', to: 'absent', oneFile: false });
  });

  it('takes two spellings of a folder for the one name that its files have there', async () => {
    const one = step();
    const way = path.join(folder.path, 'way');
    fs.symlinkSync(folder.path, way);
    const through = { ...one, to: path.join(way, 'a.fits') };
    assert.deepEqual(await look(through), { from: 'absent', to: 'whole', oneFile: false });
  });

  it('removes what a step that was cut off has left beside its target, and nothing for a removal', async () => {
    const one = { ...step(), stem: path.join(folder.path, '.astro-archive-0123456789ab') };
    const left = () => fs.readdirSync(folder.path).sort();
    const files = ['.astro-archive-0123456789ab.edit', '.astro-archive-0123456789ab.part', 'a.fits'];
    for (const name of files.slice(0, 2)) fs.writeFileSync(path.join(folder.path, name), 'half');
    await removeLeftovers({ ...one, do: 'remove' });
    assert.deepEqual(left(), files);
    await removeLeftovers(one);
    assert.deepEqual(left(), ['a.fits']);
    await removeLeftovers(one);
  });
});
