/**
 * RICE_1 (FITS 4.0 §10.4.1): differences of neighbouring pixels in blocks, each with its number of low bits.
 * The first pixel stands before the first block as it is, so the first difference is always 0.
 */
import { CodecError } from './codecError';

/** Where the numbers go; bytes of an element are BYTEPIX, and the sign is its own. */
export type RiceOutput = Uint8Array | Int8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;

/** Bits of the number in front of a block, and the greatest such number: then differences are not split. */
const FIELDS: Readonly<Record<number, readonly [bits: number, verbatim: number]>> = {
  1: [3, 6],
  2: [4, 14],
  4: [5, 25],
};

/**
 * Unpacks as many pixels as `into` has elements: `unpackRice(tile, new Int16Array(1920), 32)`. Numbers wrap
 * around as those of the encoder do. Bytes behind the last pixel are not looked at.
 * @param blockSize BLOCKSIZE, pixels that share a number of low bits: 16 or 32, others are allowed.
 * @throws CodecError where the bytes end too early or hold what no encoder writes.
 */
export function unpackRice(packed: Uint8Array, into: RiceOutput, blockSize: number): void {
  const count = into.length;
  if (count === 0) return;
  if (!Number.isInteger(blockSize) || blockSize < 1)
    throw fail('unsupported', `blocks of ${blockSize} pixels`, 0);
  const width = into.BYTES_PER_ELEMENT;
  const [fieldBits, verbatim] = FIELDS[width] ?? [0, 0];
  const valueBits = 8 * width;
  const end = packed.length;
  /** Where two bytes can no longer be read. */
  const even = end - 1;
  if (end < width) throw fail('truncated', 'the first pixel is cut off', end);

  let last = 0;
  let at = 0;
  while (at < width) last = (last << 8) | (packed[at++] ?? 0);
  /** The next `have` bits from the top of a 32-bit word, zeros below them: 25 at least while there are any. */
  let word = 0;
  let have = 0;

  for (let done = 0; done < count;) {
    const stop = Math.min(count, done + blockSize);
    while (have <= 24 && at < end) {
      word |= (packed[at++] ?? 0) << (24 - have);
      have += 8;
    }
    const low = (word >>> (32 - fieldBits)) - 1;
    word <<= fieldBits;
    have -= fieldBits;
    if (have < 0) throw fail('truncated', `only ${done} of ${count} pixels are there`, end);

    if (low < 0) {
      into.fill(last, done, stop);
      done = stop;
    } else if (low < verbatim) {
      const shift = 31 - low;
      for (; done < stop; done++) {
        if (have <= 16 && at < even) {
          word |= (((packed[at] ?? 0) << 8) | (packed[at + 1] ?? 0)) << (16 - have);
          at += 2;
          have += 16;
        }
        // Nearly always the whole pixel is in the word.
        const ones = Math.clz32(word) + 1;
        if (ones + low <= have && ones + low < 32) {
          word <<= ones;
          const folded = ((ones - 1) << low) | ((word >>> 1) >>> shift);
          word <<= low;
          have -= ones + low;
          last = (last + ((folded >>> 1) ^ -(folded & 1))) | 0;
          into[done] = last;
          continue;
        }
        while (have <= 24 && at < end) {
          word |= (packed[at++] ?? 0) << (24 - have);
          have += 8;
        }
        let high = 0;
        while (word === 0) {
          if (at >= end) throw fail('truncated', `only ${done} of ${count} pixels are there`, end);
          high += have;
          for (have = 0; have <= 24 && at < end; have += 8) word |= (packed[at++] ?? 0) << (24 - have);
        }
        const zeros = Math.clz32(word);
        high += zeros;
        word = (word << zeros) << 1;
        have -= zeros + 1;
        while (have <= 24 && at < end) {
          word |= (packed[at++] ?? 0) << (24 - have);
          have += 8;
        }
        const folded = (high << low) | ((word >>> 1) >>> shift);
        word <<= low;
        have -= low;
        // The sign is the lowest bit: 0, -1, 1, -2, 2 …
        last = (last + ((folded >>> 1) ^ -(folded & 1))) | 0;
        into[done] = last;
      }
      if (have < 0) throw fail('truncated', `only ${done - 1} of ${count} pixels are there`, end);
    } else if (low === verbatim) {
      for (; done < stop; done++) {
        let folded = 0;
        for (let wanted = valueBits; wanted > 0; wanted -= 8) {
          if (have < 8 && at < end) {
            word |= (packed[at++] ?? 0) << (24 - have);
            have += 8;
          }
          folded = (folded << 8) | (word >>> 24);
          word <<= 8;
          have -= 8;
        }
        if (have < 0) throw fail('truncated', `only ${done} of ${count} pixels are there`, end);
        last = (last + ((folded >>> 1) ^ -(folded & 1))) | 0;
        into[done] = last;
      }
    } else {
      throw fail('damaged', `a block has ${low} low bits, at most ${verbatim} are possible`, at);
    }
  }
}

function fail(code: CodecError['code'], message: string, offset: number): CodecError {
  return new CodecError(code, 'RICE_1', message, offset);
}
