/** Thumbnails of files: what they show, where they come from the second time, and what stops them. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { decode } from 'jpeg-js';
import { neverCancelled } from '../../../../../src/core/base/ports';
import { ThumbnailDesk } from '../../../../../src/core/operations/pictures/thumbnailDesk';
import { thumbnailFolder } from '../../../../../src/core/storage/thumbnails/thumbnailFolder';
import { failed } from '../../../../support/failed';
import { makeFits, temporaryFolder, writeFits } from '../../../../support/makeFits';

/** Brighter to the right, with the top row stored first. */
const RAMP = {
  ...{ width: 64, height: 48, cards: { BZERO: 32_768, ROWORDER: 'TOP-DOWN' } },
  pixels: (x: number, y: number) => 20 * x + (y < 8 ? 3000 : 0) + ((7 * x + 13 * y) % 5) - 32_768,
};

describe('thumbnails of image files', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let database: string;
  const desk = () => new ThumbnailDesk();
  const ask = (path: string, of = desk(), kept: string | null = database) =>
    of.thumbnail({ path, known: null, database: kept }, neverCancelled);
  const jpegOf = (address: string) => {
    assert.match(address, /^data:image\/jpeg;base64,/);
    return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
  };
  const keptFiles = () => fs.readdirSync(thumbnailFolder(database));

  beforeEach(() => {
    folder = temporaryFolder();
    database = path.join(folder.path, 'archive.sqlite');
    fs.writeFileSync(database, '');
  });
  afterEach(() => folder.dispose());

  it('show the frame, the right way up', async () => {
    const { width, height, address } = await ask(writeFits(folder.path, 'a.fits', RAMP));
    assert.deepEqual([width, height], [64, 48]);
    const picture = decode(jpegOf(address), { useTArray: true });
    const at = (x: number, y: number) => picture.data[4 * (y * width + x)] ?? 0;
    assert.ok(at(60, 40) > at(4, 40) + 30, 'brighter to the right');
    assert.ok(at(10, 3) > at(10, 40) + 30, 'its bright rows are above');
  });

  it('are 320 pixels large at the most, in colour where the frame has colour', async () => {
    const red = (x: number, y: number) => (x % 2 === 0 && y % 2 === 0 ? 5000 : 500) + ((x * y) % 7) - 32_768;
    const cards = { BZERO: 32_768, BAYERPAT: 'RGGB', ROWORDER: 'TOP-DOWN' };
    const file = writeFits(folder.path, 'c.fits', { width: 660, height: 330, cards, pixels: red });
    const { width, height } = await ask(file);
    assert.deepEqual([width, height], [320, 160]);
    const cube = writeFits(folder.path, 'cube.fits', {
      ...{ width: 40, height: 20, channels: 3, bitpix: 8 },
      pixels: (x, y, z) => (z === 0 ? 5 * x + (y % 3) : 20 + (y % 5)),
    });
    const { data } = decode(jpegOf((await ask(cube)).address), { useTArray: true });
    const right = 4 * (10 * 40 + 38);
    assert.ok((data[right] ?? 0) > (data[right + 2] ?? 0) + 30, 'red to the right');
  });

  it('come from the folder the second time, where the file is as it was or away', async () => {
    const file = writeFits(folder.path, 'a.fits', RAMP);
    const { size, mtimeMs: mtime } = fs.statSync(file);
    const known = { sha256: 'a'.repeat(64), editedSha256: null, size, mtime };
    const first = await desk().thumbnail({ path: file, known, database }, neverCancelled);
    const [kept = ''] = keptFiles();
    const other = path.join(thumbnailFolder(database), kept);
    fs.rmSync(file);
    const again = await desk().thumbnail({ path: file, known, database }, neverCancelled);
    assert.deepEqual(again, first);
    fs.rmSync(other);
    await assert.rejects(
      desk().thumbnail({ path: file, known, database }, neverCancelled),
      failed('file', { path: file, reason: 'ENOENT' }),
    );
  });

  it('are made again where their file is damaged, lost, or the frame has changed', async () => {
    const file = writeFits(folder.path, 'a.fits', RAMP);
    const first = await ask(file);
    const [kept = ''] = keptFiles();
    const there = path.join(thumbnailFolder(database), kept);
    const whole = fs.readFileSync(there);
    for (const damaged of [
      whole.subarray(0, whole.length / 2),
      Buffer.alloc(whole.length),
      Buffer.alloc(0),
    ]) {
      fs.writeFileSync(there, damaged);
      assert.deepEqual(await ask(file), first);
      assert.deepEqual(fs.readFileSync(there), whole);
    }
    fs.rmSync(thumbnailFolder(database), { recursive: true });
    assert.deepEqual(await ask(file), first);
    const one = desk();
    await ask(file, one);
    fs.writeFileSync(file, makeFits({ ...RAMP, width: 32 }));
    assert.equal((await ask(file, one)).width, 32);
  });

  it('stay in memory where they cannot be kept', async () => {
    const file = writeFits(folder.path, 'a.fits', RAMP);
    fs.writeFileSync(thumbnailFolder(database), 'no folder');
    const one = desk();
    assert.equal(await ask(file, one), await ask(file, one), 'the same one');
    assert.equal(await ask(file, one, null), await ask(file, one, null));
  });

  it('are made once for all who wait for them, and not for those who no longer do', async () => {
    const file = writeFits(folder.path, 'a.fits', RAMP);
    const one = desk();
    const cancelled = { isCancellationRequested: true };
    const [first, second, third] = await Promise.allSettled([
      ask(file, one),
      ask(file, one),
      one.thumbnail({ path: file, known: null, database }, cancelled),
    ]);
    assert.ok(first.status === 'fulfilled' && second.status === 'fulfilled' && third.status === 'rejected');
    assert.equal(first.value, second.value);
    assert.ok(failed('cancelled')(third.reason));
  });

  it('are none of what has no picture, and say why each time', async () => {
    const header = writeFits(folder.path, 'none.fits', { cards: { OBJECT: 'M 31' } });
    fs.writeFileSync(path.join(folder.path, 'text.fits'), 'no FITS');
    const one = desk();
    for (let i = 0; i < 2; i++) {
      await assert.rejects(ask(header, one), failed('format', { path: header }));
      await assert.rejects(ask(path.join(folder.path, 'text.fits'), one), failed('format'));
    }
    await assert.rejects(ask(path.join(folder.path, 'gone.fits'), one), failed('file', { reason: 'ENOENT' }));
  });

  it('fit into a tooltip, whatever the pixels are', async () => {
    const noise = (x: number, y: number, z: number) =>
      (Math.imul(x * 7919 + y * 104_729 + z * 31, 2654435761) >>> 24) & 255;
    const spec = { width: 320, height: 320, channels: 3, bitpix: 8 as const, pixels: noise };
    const { address } = await ask(writeFits(folder.path, 'noise.fits', spec));
    assert.ok(address.length <= 64_100, `${address.length}`);
  });
});
