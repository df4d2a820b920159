/** Floating-point pixels from 0 to 1, and those that count in ADU, in every way that files keep them. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { floatScale, type FloatScale } from '../../../../../src/core/formats/fits/floatScale';
import { plainSource } from '../../../../../src/core/formats/fits/gunzip';
import { imageUnit } from '../../../../../src/core/formats/fits/image';
import { readFits } from '../../../../../src/core/formats/fits/read';
import { bytesSource } from '../../../../../src/core/formats/fits/source';
import { makeFits, type TestCard } from '../../../../support/makeFits';

function scaleOf(bytes: Buffer): FloatScale | null {
  const source = bytesSource('/a.fits', bytes);
  const unit = imageUnit(readFits(source));
  assert.ok(unit);
  return floatScale(plainSource(source), unit);
}

const image = (bitpix: 16 | -32 | -64, pixels: (x: number, y: number) => number) =>
  makeFits({ width: 40, height: 30, bitpix, pixels });

/** A table of tiles with their step and zero, and the bytes of those that are not rounded. */
function compressed(
  method: string,
  bitpix: -32 | -64,
  tiles: readonly { readonly step: number; readonly zero: number; readonly bytes?: Buffer }[],
): Buffer {
  const width = 8 + 8 + 8 + 8;
  const rows = Buffer.alloc(width * tiles.length);
  const heap: Buffer[] = [];
  let at = 0;
  tiles.forEach(({ step, zero, bytes = Buffer.alloc(0) }, index) => {
    const row = index * width;
    rows.writeUInt32BE(bytes.length, row + 8);
    rows.writeUInt32BE(at, row + 12);
    rows.writeDoubleBE(step, row + 16);
    rows.writeDoubleBE(zero, row + 24);
    heap.push(bytes);
    at += bytes.length;
  });
  const mandatory: TestCard[] = [
    ['BITPIX', 8] as const,
    ['NAXIS', 2] as const,
    ['NAXIS1', width] as const,
    ['NAXIS2', tiles.length] as const,
    ['PCOUNT', at] as const,
    ['GCOUNT', 1] as const,
    ['TFIELDS', 4] as const,
    ['ZIMAGE', true] as const,
    ['ZCMPTYPE', method] as const,
    ['TTYPE1', 'COMPRESSED_DATA'] as const,
    ['TFORM1', '1PB(100)'] as const,
    ['TTYPE2', 'GZIP_COMPRESSED_DATA'] as const,
    ['TFORM2', '1PB(100)'] as const,
    ['TTYPE3', 'ZSCALE'] as const,
    ['TFORM3', '1D'] as const,
    ['TTYPE4', 'ZZERO'] as const,
    ['TFORM4', '1D'] as const,
    ['ZBITPIX', bitpix] as const,
    ['ZNAXIS', 2] as const,
    ['ZNAXIS1', 16] as const,
    ['ZNAXIS2', tiles.length],
  ];
  return makeFits({
    extensions: [{ xtension: 'BINTABLE', mandatory, data: Buffer.concat([rows, ...heap]) }],
  });
}

function floats(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeFloatBE(value, 4 * index));
  return bytes;
}

describe('floatScale', () => {
  for (const bitpix of [-32, -64] as const) {
    it(`tells ADU from 0 to 1 in ${-bitpix} bits`, () => {
      assert.equal(scaleOf(image(bitpix, (x, y) => 500 + x + y)), 'adu');
      assert.equal(scaleOf(image(bitpix, (x, y) => (500 + x + y) / 65535)), 'unit');
    });
  }

  it('takes a calibrated background around 0 for what it is', () => {
    assert.equal(scaleOf(image(-32, (x, y) => ((x * 7 + y * 3) % 25) - 12)), 'adu');
    assert.equal(scaleOf(image(-32, (x, y) => (((x * 7 + y * 3) % 25) - 12) / 65535)), 'unit');
  });

  it('is not misled by a few bright or undefined pixels', () => {
    assert.equal(scaleOf(image(-32, (x, y) => (x === 3 && y === 4 ? 60000 : 0.01))), 'unit');
    assert.equal(scaleOf(image(-32, (x) => (x < 20 ? NaN : 0.01))), 'unit');
    assert.equal(scaleOf(image(-32, () => NaN)), null);
  });

  it('has no answer for whole numbers, and for pixels that are cut off', () => {
    assert.equal(scaleOf(image(16, () => 500)), null);
    assert.equal(scaleOf(image(-32, () => 500).subarray(0, 2880)), null);
  });

  it('looks behind gzip', () => {
    assert.equal(scaleOf(gzipSync(image(-32, () => 500))), 'adu');
    assert.equal(scaleOf(gzipSync(image(-32, () => 0.5))), 'unit');
  });

  it('goes by the step and zero of compressed tiles', () => {
    const tiles = (step: number, zero: number) => [1, 2, 3].map(() => ({ step, zero }));
    assert.equal(scaleOf(compressed('RICE_1', -32, tiles(2, 470))), 'adu');
    assert.equal(scaleOf(compressed('RICE_1', -32, tiles(3e-5, 0.007))), 'unit');
    // Around 0 the step tells; with numbers kept for nulls the zero is far off in either.
    assert.equal(scaleOf(compressed('RICE_1', -32, tiles(1.5, -0.5))), 'adu');
    const reserved = (step: number, least: number) => tiles(step, least + step * (2 ** 31 - 11));
    assert.equal(scaleOf(compressed('RICE_1', -32, reserved(3e-5, 0.007))), 'unit');
    assert.equal(scaleOf(compressed('RICE_1', -32, reserved(0.04, 470))), 'adu');
  });

  it('unpacks tiles that are not rounded', () => {
    const tile = (value: number) => ({
      step: 0,
      zero: 0,
      bytes: gzipSync(floats(Array<number>(16).fill(value))),
    });
    assert.equal(scaleOf(compressed('RICE_1', -32, [tile(500), tile(510)])), 'adu');
    assert.equal(scaleOf(compressed('RICE_1', -32, [tile(0.5), tile(0.4)])), 'unit');
    const damaged = { step: 0, zero: 0, bytes: Buffer.from('no gzip') };
    assert.equal(scaleOf(compressed('RICE_1', -32, [damaged])), null);
  });

  it('finds the scale whatever the background and noise', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 60_000 }), fc.integer({ min: 0, max: 500 }), (level, noise) => {
        const adu = (x: number, y: number) => level + ((x * 31 + y * 17) % (noise + 1));
        assert.equal(scaleOf(image(-32, adu)), 'adu');
        assert.equal(scaleOf(image(-32, (x, y) => adu(x, y) / 65535)), 'unit');
      }),
      { numRuns: 30 },
    );
  });

  it('never throws at a table of nonsense', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), ([a = 0, b = 0, c = 0, d = 0]) => {
        const bytes = compressed('GZIP_1', -32, [{ step: 0, zero: 0, bytes: gzipSync(floats([1, 2])) }]);
        const table = bytes.length - 2880;
        [a, b, c, d].forEach((value, index) => bytes.writeUInt32BE(value % 2 ** 32, table + 4 * index));
        scaleOf(bytes);
      }),
      { numRuns: 100 },
    );
  });
});
