/** Editing and renaming an archived file, and what makes that safe. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { HeaderPatch } from '../../../../../src/core/formats/fits/edit';
import { patchedSource } from '../../../../../src/core/formats/fits/patched';
import { bytesSource } from '../../../../../src/core/formats/fits/source';
import { planEdit } from '../../../../../src/core/formats/image/imageFile';
import { digestsWith } from '../../../../../src/core/storage/files/digests';
import { editFile } from '../../../../../src/core/storage/files/editFile';
import { type FileStep, newStem } from '../../../../../src/core/storage/files/fileStep';
import { foldFileName } from '../../../../../src/core/storage/files/fileSystems';
import { type FolderLook, FolderNames } from '../../../../../src/core/storage/files/folderNames';
import { FolderMaker } from '../../../../../src/core/storage/files/makeFolders';
import { areTwoNames, isOneInode, isOneName } from '../../../../../src/core/storage/files/oneName';
import { applyPatches } from '../../../../../src/core/storage/files/patches';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('amending a file', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  /** Reproducible numbers from 0 to `below`. */
  function numbers(seed: number) {
    let state = seed;
    return (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
  }

  function randomPatches(size: number, next: (below: number) => number, bytes: Buffer): HeaderPatch[] {
    const patches: HeaderPatch[] = [];
    for (let at = next(50); at < size - 200; at += 200 + next(size)) {
      const before = Uint8Array.from(bytes.subarray(at, at + 1 + next(150)));
      const length = next(2) === 0 ? before.length : next(300);
      patches.push({ offset: at, before, after: Uint8Array.from({ length }, () => next(256)) });
    }
    return patches.reverse();
  }

  const patched = (bytes: Buffer, patches: readonly HeaderPatch[]) =>
    [...patches]
      .sort((a, b) => b.offset - a.offset)
      .reduce(
        (text, { offset, before, after }) =>
          Buffer.concat([text.subarray(0, offset), after, text.subarray(offset + before.length)]),
        bytes,
      );

  it('leaves no second name of a file that was swapped in the last moment', async () => {
    const from = writeFits(folder.path, 'a.fits', light());
    const { size, mtimeMs } = fs.statSync(from);
    const to = path.join(folder.path, 'b.fits');
    const step: FileStep = {
      do: 'move',
      from,
      to,
      size,
      mtime: mtimeMs - 5000,
      hash: null,
      sha256: '',
      imageKey: '',
      patches: [],
      stem: newStem(to),
      givesUp: false,
      row: 'enter',
      replaces: 1,
      known: true,
      source: null,
      amends: true,
    };
    const digest = () => Promise.reject(new Error('nothing is copied'));
    await assert.rejects(editFile(step, digest, new FolderMaker()), { code: 'file' });
    assert.deepEqual(fs.readdirSync(folder.path), ['a.fits']);
    assert.equal(await editFile({ ...step, mtime: mtimeMs }, digest, new FolderMaker()), null);
    assert.deepEqual(fs.readdirSync(folder.path), ['b.fits']);
  });

  it('knows both hashes of a file from one read, however its bytes come', async () => {
    for (const size of [500, 5000, (1 << 20) + 70_000, 3 << 20]) {
      const next = numbers(size);
      const bytes = Buffer.from(Uint8Array.from({ length: size }, () => next(256)));
      const file = writeFits(folder.path, `${size}.bin`, bytes);
      // One that begins in one piece of the file and ends in the next.
      const across = {
        offset: (1 << 20) - 100,
        before: bytes.subarray((1 << 20) - 100, (1 << 20) + 60),
        after: bytes,
      };
      const lists = [[], randomPatches(size, next, bytes), ...(size > 1 << 20 ? [[across]] : [])];
      for (const patches of lists) {
        const { before, after } = await digestsWith(file, size, patches);
        assert.equal(before, hashOf(bytes));
        assert.equal(after, hashOf(patched(bytes, patches)));
      }
    }
  });

  it('reads a file as it will be, from any place', () => {
    const next = numbers(7);
    const bytes = Buffer.from(Uint8Array.from({ length: 4000 }, () => next(256)));
    for (let round = 0; round < 20; round++) {
      const patches = randomPatches(bytes.length, next, bytes);
      const expected = patched(bytes, patches);
      const source = patchedSource(bytesSource('x', bytes), patches);
      assert.equal(source.size, expected.length);
      for (let i = 0; i < 50; i++) {
        const [offset, length] = [next(expected.length + 100), next(700)];
        assert.deepEqual(
          Buffer.from(source.read(offset, length)),
          expected.subarray(offset, Math.min(offset + length, expected.length)),
        );
      }
    }
  });

  it('foresees the hash of an edited header', async () => {
    const file = writeFits(folder.path, 'a.fits', { width: 8, height: 8, cards: { OBJECT: 'm31' } });
    const patches = planEdit(file, [{ keyword: 'OBJECT', value: 'M 31' }]);
    const { after } = await digestsWith(file, fs.statSync(file).size, patches);
    applyPatches(file, patches, { journaled: true });
    assert.equal(hashOf(fs.readFileSync(file)), after);
  });

  it('tells two names of one file from one name', async () => {
    const [a, b] = [path.join(folder.path, 'm31.fits'), path.join(folder.path, 'M31.fits')];
    fs.writeFileSync(a, 'x');
    const caseCounts = !fs.existsSync(b);
    if (caseCounts) fs.linkSync(a, b);
    // Where case counts these are two links; where it does not, they are one name.
    assert.equal(await isOneName(a, b), !caseCounts);
    fs.mkdirSync(path.join(folder.path, 'sub'));
    const c = path.join(folder.path, 'sub', 'm31.fits');
    fs.linkSync(a, c);
    assert.deepEqual([await areTwoNames(a, c), await isOneName(a, c)], [true, false]);
    fs.symlinkSync(path.join(folder.path, 'sub'), path.join(folder.path, 'way'));
    fs.rmSync(a);
    if (caseCounts) fs.rmSync(b);
    const through = path.join(folder.path, 'way', 'm31.fits');
    assert.deepEqual([await areTwoNames(c, through), await isOneName(c, through)], [false, true]);
  });

  it('tells neighbours apart whose numbers need all 64 bits', () => {
    // A number of NTFS: 16 bits that count how often an entry was used, and 48 of the entry.
    const entry = (number: bigint) => ({ dev: 7n, ino: (40n << 48n) | number });
    assert.equal(Number(entry(1000n).ino), Number(entry(1001n).ino), 'as doubles they are one');
    assert.equal(isOneInode(entry(1000n), entry(1001n)), false);
    assert.equal(isOneInode(entry(1000n), entry(1000n)), true);
    assert.equal(isOneInode(entry(1000n), { ...entry(1000n), dev: 8n }), false);
    assert.equal(isOneInode(null, null), false);
  });

  it('spells folders as the disk does', () => {
    const names: Record<string, readonly string[]> = {
      '/r': ['Light'],
      '/r/Light': ['m31', 'Scha\u0308fer', 'NGC_1'],
    };
    const listed = (file: string) => (names[path.posix.dirname(file)] ?? []).map(foldFileName);
    const look = (caseCounts: boolean): FolderLook => ({
      list: (at) => names[at.split(path.sep).join('/')] ?? [],
      has: (file) =>
        !caseCounts && listed(file.split(path.sep).join('/')).includes(foldFileName(path.basename(file))),
    });
    const resolve = (caseCounts: boolean, ...parts: string[]) =>
      new FolderNames(look(caseCounts)).resolve('/r', parts).split(path.sep).join('/');
    assert.equal(resolve(false, 'Light', 'M31', 'x'), '/r/Light/m31/x');
    assert.equal(resolve(false, 'light', 'Sch\u00e4fer'), '/r/Light/Scha\u0308fer');
    assert.equal(resolve(true, 'Light', 'M31'), '/r/Light/M31');
    assert.equal(resolve(false, 'Light', 'NGC_1', 'new'), '/r/Light/NGC_1/new');
  });
});
