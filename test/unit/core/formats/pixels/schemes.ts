/** Tile-compressed images in every scheme that is no gzip, of any shape, for property tests. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { PixelFile, Samples } from '../../../../../src/core/formats/pixels/pixelImage';
import { makeTiles, type TilesSpec } from '../../../../support/makeTiles';
import { numbersOf, partOf, wholeOf } from '../../../../support/pixels';
import { packHcompress } from '../codecs/packHcompress';
import { packPlio } from '../codecs/packPlio';
import { packRice } from '../codecs/packRice';

export const PACKED = ['RICE_1', 'PLIO_1', 'HCOMPRESS_1'] as const;
export type Packed = (typeof PACKED)[number];

/** A part of a plane: four numbers that are brought into it. */
export const places = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat());

/** Reads a part of each plane, then all of it: the pixels are those that were packed, and the part is that of all. */
export async function checkParts(
  file: PixelFile,
  pixels: readonly number[],
  [a, b, c, d]: readonly [number, number, number, number],
): Promise<void> {
  const [image] = file.images;
  assert.ok(image, file.problems.join('; '));
  const { width, height, planes } = image;
  const [x, y] = [a % width, b % height];
  const rect = { x, y, width: 1 + (c % (width - x)), height: 1 + (d % (height - y)) };
  for (let plane = 0; plane < planes; plane++) {
    // The part first: tiles that lie in it are kept.
    const part = await image.read(plane, rect);
    const whole: Samples = await image.read(plane, wholeOf(image));
    const from = plane * width * height;
    assert.deepEqual(numbersOf(whole), pixels.slice(from, from + width * height));
    assert.deepEqual(numbersOf(part), partOf(whole, width, rect));
  }
}

/** An image, what is packed of it, and the pixels that it has. */
export interface PackedImage {
  readonly spec: TilesSpec;
  readonly pixels: readonly number[];
}

const BLOCK = 16;

/** Whole numbers of 16 bits with and without sign, and of 32; 8 for RICE_1, whose packer knows them. */
export function packedImages(scheme: Packed, longest: number): fc.Arbitrary<PackedImage> {
  const axes = fc.array(fc.integer({ min: 1, max: longest }), { minLength: 2, maxLength: 3 });
  return axes.chain((lengths) =>
    fc
      .record({
        tile: fc.tuple(...lengths.map(() => fc.integer({ min: 1, max: longest }))),
        kind: fc.constantFrom(
          ...(scheme === 'RICE_1' ? ([8, 16, 32, 'u16'] as const) : ([16, 32, 'u16'] as const)),
        ),
        level: fc.nat(200),
        noise: fc.array(fc.nat(25), { minLength: 1, maxLength: 30 }),
        // Tiles that packing would have made larger are kept by gzip.
        zipped: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
        pointers: fc.constantFrom('P' as const, 'Q' as const),
      })
      .map(({ kind, level, noise, zipped, tile, pointers }) => {
        const count = lengths.reduce((a, b) => a * b, 1);
        const pixels = Array.from(
          { length: count },
          (_, i) => level + (noise[i % noise.length] ?? 0) * (i % 3),
        );
        // Masks without sign are packed as they are, all others less the half of their range.
        const offset = kind === 'u16' ? 32_768 : 0;
        const stored = pixels.map((value) => value - offset);
        const bitpix = kind === 'u16' ? 16 : kind;
        return {
          pixels,
          spec: {
            ...{ bitpix, axes: lengths, tile, pixels: stored, pointers, method: scheme },
            pack: packer(scheme, bitpix, scheme === 'PLIO_1' ? offset : 0),
            column: (n: number) =>
              scheme !== 'PLIO_1' && zipped[n % zipped.length] === true
                ? ('GZIP_COMPRESSED_DATA' as const)
                : ('COMPRESSED_DATA' as const),
            cards: [
              ...(offset === 0 ? [] : ([['BZERO', offset]] as const)),
              ...([
                ['ZNAME1', 'BLOCKSIZE'],
                ['ZVAL1', BLOCK],
                ['ZNAME2', 'BYTEPIX'],
                ['ZVAL2', bitpix / 8],
              ] as const),
            ],
          },
        };
      }),
  );
}

/** The file of an image with some noise in tiles of all sizes. */
export function packedFile(scheme: Packed): Buffer {
  const axes = [21, 13, 2];
  const pixels = Array.from({ length: 546 }, (_, i) => 100 + ((i * 37) % 23));
  return makeTiles({
    ...{ bitpix: 16, axes, tile: [8, 5, 2], pixels, method: scheme, pack: packer(scheme, 16, 0) },
    cards: [
      ['ZNAME1', 'BLOCKSIZE'],
      ['ZVAL1', BLOCK],
      ['ZNAME2', 'BYTEPIX'],
      ['ZVAL2', 2],
    ],
  });
}

/** Packs the stored values of a tile; `offset` is added to those of a mask. */
export function packer(scheme: Packed, bitpix: 8 | 16 | 32, offset: number): NonNullable<TilesSpec['pack']> {
  const Type = bitpix === 8 ? Uint8Array : bitpix === 16 ? Int16Array : Int32Array;
  return (values, width) => {
    if (scheme === 'RICE_1') return packRice(Type.from(values), BLOCK);
    if (scheme === 'PLIO_1')
      return packPlio(
        values.map((value) => value + offset),
        false,
      );
    return packHcompress({
      ...{
        rows: values.length / width,
        columns: width,
        pixels: values,
        scale: 1,
        asTree: values.length % 2 === 0,
      },
    });
  };
}
