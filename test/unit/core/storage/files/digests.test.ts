/** Digests of images that take more than one piece to read. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { imageDigest, samePixels } from '../../../../../src/core/storage/files/digests';
import { failed } from '../../../../support/failed';
import { makeFits, temporaryFolder } from '../../../../support/makeFits';

describe('digests of large images', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  /** 1,400,000 bytes of pixels, of which one may differ. */
  const write = (name: string, cards: Record<string, string> = {}, differs = -1) => {
    const file = path.join(folder.path, name);
    const pixels = (x: number, y: number) => (y * 1000 + x === differs ? 1 : (x * y) % 30_000);
    fs.writeFileSync(file, makeFits({ width: 1000, height: 700, pixels, cards }));
    return file;
  };

  it('tell a pixel anywhere, behind the first piece as well', async () => {
    const whole = await imageDigest(write('a.fits'));
    assert.equal(await imageDigest(write('b.fits', { OBJECT: 'M 31' })), whole);
    for (const pixel of [1500, 530_100, 650_100, 698_500]) {
      assert.notEqual(await imageDigest(write('c.fits', {}, pixel)), whole, `pixel ${pixel}`);
    }
  });

  it('are the same for a file that is zipped', async () => {
    const file = write('a.fits');
    const zipped = `${file}.gz`;
    fs.writeFileSync(zipped, gzipSync(fs.readFileSync(file), { level: 1 }));
    assert.equal(await imageDigest(zipped), await imageDigest(file));
  });

  it('are of the data units alone, one after the other', async () => {
    const [first, second] = [Buffer.alloc(2880, 1), Buffer.alloc(5760, 2)];
    const file = path.join(folder.path, 'two.fits');
    const bytes = (size: number, value: number) =>
      ({ width: size, height: 1, bitpix: 8, pixels: () => value }) as const;
    fs.writeFileSync(
      file,
      makeFits({ ...bytes(2880, 1), extensions: [bytes(5760, 2)], trailing: Buffer.from('behind') }),
    );
    const expected = createHash('sha256').update(first).update(second).digest('hex');
    assert.equal(await imageDigest(file), expected);
  });

  it('refuse an edit that changed a pixel near the end', async () => {
    const source = write('a.fits');
    const edited = write('b.fits', { OBJECT: 'M 31' });
    const sha256 = createHash('sha256').update(fs.readFileSync(edited)).digest('hex');
    assert.equal(await samePixels(source, edited), sha256);
    const changed = write('c.fits', { OBJECT: 'M 31' }, 698_500);
    const [expected, got] = [await imageDigest(source), await imageDigest(changed)];
    await assert.rejects(samePixels(source, changed), failed('file', { path: source, expected, got }));
  });
});
