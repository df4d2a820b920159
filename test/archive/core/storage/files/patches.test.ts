/** Edits as bytes: applied, taken back, and told apart where a write was cut off. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import fc from 'fast-check';
import { planEdit, readImageFile } from '../../../../../src/core/formats/image/imageFile';
import {
  applyPatches,
  finishPatches,
  growth,
  inverse,
  patchState,
} from '../../../../../src/core/storage/files/patches';
import { failed } from '../../../../support/failed';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { image, keyword, makeXisf, pixels } from '../../../../support/makeXisf';
import { light } from '../../../../support/night';

describe('patches', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  const edits = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ keyword: `KEY${i}`, value: `value ${i}` }));
  const xisf = () => makeXisf({ body: image(keyword('OBJECT', "'M 31'")), blocks: [pixels()] });

  it('do what an edit does and can be taken back, byte for byte', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.boolean(), fc.boolean(), (count, journaled, fits) => {
        const file = writeFits(folder.path, fits ? 'a.fits' : 'a.xisf', fits ? light(count) : xisf());
        const original = fs.readFileSync(file);
        const { mtimeMs } = fs.statSync(file);
        const patches = planEdit(file, edits(count));
        assert.equal(patchState(file, patches), 'before');
        applyPatches(file, patches, { journaled });
        assert.equal(patchState(file, patches), 'after');
        assert.equal(fs.statSync(file).size, original.length + growth(patches));
        assert.ok(Math.abs(fs.statSync(file).mtimeMs - mtimeMs) < 1);
        const keywords = readImageFile(file).hdus[0]?.cards.map((card) => card.keyword);
        for (const edit of edits(count)) assert.ok(keywords?.includes(edit.keyword));
        applyPatches(file, patches);
        applyPatches(file, inverse(patches), { journaled });
        assert.deepEqual(fs.readFileSync(file), original);
      }),
      { numRuns: 40 },
    );
  });

  it('know their own half from what another program wrote, and touch only the first', () => {
    const file = writeFits(folder.path, 'a.fits', light());
    const patches = planEdit(file, edits(3));
    const [patch] = patches;
    assert.ok(patch && patch.before.length === patch.after.length);
    const changed = patch.before.findIndex((byte, i) => byte !== patch.after[i]);
    const torn = fs.readFileSync(file);
    torn.set(patch.after.subarray(0, changed + 100), patch.offset);
    fs.writeFileSync(file, torn);
    assert.equal(patchState(file, patches), 'between');
    assert.throws(
      () => applyPatches(file, patches),
      failed('file', { path: file, reason: 'header-changed' }),
    );
    assert.deepEqual(fs.readFileSync(file), torn);
    finishPatches(file, patches, {});
    assert.equal(patchState(file, patches), 'after');

    const foreign = Buffer.from(torn);
    foreign[patch.offset + 9] = '?'.charCodeAt(0);
    fs.writeFileSync(file, foreign);
    assert.equal(patchState(file, patches), 'other');
    assert.throws(
      () => finishPatches(file, patches, {}),
      failed('file', { path: file, reason: 'header-changed' }),
    );
    assert.deepEqual(fs.readFileSync(file), foreign);
  });

  it('put the old bytes back where the drive refuses the new ones', () => {
    const file = writeFits(folder.path, 'a.fits', light());
    const original = fs.readFileSync(file);
    const { mtimeMs } = fs.statSync(file);
    const real = createRequire(__filename)('node:fs') as { fsyncSync: (fd: number) => void };
    const { fsyncSync } = real;
    real.fsyncSync = () => {
      real.fsyncSync = fsyncSync;
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    try {
      assert.throws(
        () => applyPatches(file, planEdit(file, edits(3)), { journaled: true }),
        failed('file', { path: file, reason: 'ENOSPC' }),
      );
    } finally {
      real.fsyncSync = fsyncSync;
    }
    assert.deepEqual(fs.readFileSync(file), original);
    assert.ok(Math.abs(fs.statSync(file).mtimeMs - mtimeMs) < 1);
  });

  it('are written where the drive fails only when the file is given up', () => {
    const file = writeFits(folder.path, 'a.fits', light());
    const patches = planEdit(file, edits(3));
    const real = createRequire(__filename)('node:fs') as { closeSync: (fd: number) => void };
    const { closeSync } = real;
    real.closeSync = (fd) => {
      closeSync(fd);
      throw Object.assign(new Error('i/o error'), { code: 'EIO' });
    };
    try {
      applyPatches(file, patches, { journaled: true });
    } finally {
      real.closeSync = closeSync;
    }
    assert.equal(patchState(file, patches), 'after');
  });

  it('leave nothing behind where the copy of a file is cut off, nor remove what was there before', () => {
    const file = writeFits(folder.path, 'a.fits', light());
    const fresh = path.join(folder.path, 'fresh');
    const patches = planEdit(file, edits(3));
    const real = createRequire(__filename)('node:fs') as { copyFileSync: typeof fs.copyFileSync };
    const { copyFileSync } = real;
    real.copyFileSync = (from, to) => {
      fs.writeFileSync(to, fs.readFileSync(from).subarray(0, 100), { flag: 'wx' });
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    try {
      assert.throws(
        () => applyPatches(file, patches, { fresh }),
        failed('file', { path: file, reason: 'ENOSPC' }),
      );
      assert.deepEqual(fs.readdirSync(folder.path), ['a.fits']);
      fs.writeFileSync(fresh, 'of somebody else');
      assert.throws(() => applyPatches(file, patches, { fresh }), /EEXIST/);
    } finally {
      real.copyFileSync = copyFileSync;
    }
    assert.equal(fs.readFileSync(fresh, 'utf8'), 'of somebody else');
  });

  it('leave a second name of the file as it was', () => {
    const file = writeFits(folder.path, 'a.fits', light());
    const second = path.join(folder.path, 'b.fits');
    fs.linkSync(file, second);
    const original = fs.readFileSync(file);
    applyPatches(second, planEdit(second, edits(2)), { journaled: true });
    assert.deepEqual(fs.readFileSync(file), original);
    assert.notDeepEqual(fs.readFileSync(second), original);
  });
});
