/** Whole numbers that mark missing pixels: BLANK (FITS 4.0 §4.4.2.5), ZBLANK of a table (§10.1.2). Pure. */
import { english } from '../../base/english';
import { CodecError } from '../codecs/codecError';
import type { Samples, SampleType } from './pixelImage';

/** Bits of a stored number with sign, and what is added to it (§5.2.5). */
const STORED: Readonly<Partial<Record<SampleType, readonly [bits: number, offset: number]>>> = {
  i16: [16, 0],
  u16: [16, 2 ** 15],
  i32: [32, 0],
  u32: [32, 2 ** 31],
  i64: [64, 0],
};

/**
 * A mark as `read` returns it: `blankAs('u16', -32768n)` is 0. Null where no pixel of the type can have it, and
 * for floats, which have NaN.
 */
export function blankAs(sample: SampleType, stored: bigint): number | bigint | null {
  if (sample === 'u8') return BigInt.asUintN(8, stored) === stored ? Number(stored) : null;
  const [bits, offset] = STORED[sample] ?? [0, 0];
  if (bits === 0 || BigInt.asIntN(bits, stored) !== stored) return null;
  return sample === 'i64' ? stored : Number(stored) + offset;
}

/** The mark of a tile, and that of the image in whose place it is read. */
export interface TileBlank {
  readonly own: number | bigint;
  readonly image: number | bigint;
}

/**
 * Marks the missing pixels of a tile as those of the image, in place.
 * @throws CodecError `unsupported` where a pixel that is there has the value that marks missing ones elsewhere:
 * it would be lost.
 */
export function markAsImage(samples: Samples, { own, image }: TileBlank, scheme: string): void {
  const values = samples as { [index: number]: number | bigint; readonly length: number };
  for (let i = 0; i < values.length; i++) {
    if (values[i] === own) values[i] = image;
    else if (values[i] === image) {
      const message = english('pixel {0} has the value that marks missing pixels of other tiles', i + 1);
      throw new CodecError('unsupported', scheme, message, 0);
    }
  }
}
