import assert from 'node:assert/strict';
import { encodeJpeg } from '../../../../../src/core/formats/raster/jpeg';
import { openComment, sealed, sizeOfSealed } from '../../../../../src/core/storage/thumbnails/sealed';

describe('a thumbnail as a file', () => {
  const size = { width: 12, height: 8 };
  const raster = { ...size, channels: 1 as const, bytes: Uint8Array.from({ length: 96 }, (_, i) => 2 * i) };
  const file = sealed(encodeJpeg(raster, openComment(size), 80), size);

  it('knows its size', () => {
    assert.deepEqual(sizeOfSealed(file), size);
  });

  it('is none where it is cut off anywhere', () => {
    for (let length = 0; length < file.length; length++) {
      assert.equal(sizeOfSealed(file.subarray(0, length)), null, `${length}`);
    }
  });

  it('is none where a byte of it has changed', () => {
    for (let at = file.indexOf('Astro Archive'); at < file.length; at++) {
      const other = Buffer.from(file);
      other[at] = (other[at] ?? 0) ^ 1;
      assert.equal(sizeOfSealed(other), null, `${at}`);
    }
  });

  it('is none where it was never sealed, or is another picture', () => {
    assert.equal(sizeOfSealed(encodeJpeg(raster, openComment(size), 80)), null);
    assert.equal(sizeOfSealed(encodeJpeg(raster, 'Astro Archive preview 12', 80)), null);
    assert.equal(sizeOfSealed(Buffer.from('GIF89a')), null);
  });
});
