/**
 * RICE_1 (FITS 4.0 §10.4.1): differences of neighbouring pixels in blocks, each with its number of low bits.
 * The first pixel stands before the first block as it is, so the first difference is always 0.
 */
import { english } from '../../base/english';
import { CodecError } from './codecError';

/** Bits that a word of 32 has from any bit on. */
const WHOLE_BITS = 25;
/** Pixels before the place of reading is counted from a new byte. */
const MOST_AT_ONCE = 4096;

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
    throw fail('unsupported', english('blocks of {0} pixels', blockSize), 0);
  const width = into.BYTES_PER_ELEMENT;
  const [fieldBits, verbatim] = FIELDS[width] ?? [0, 0];
  const end = packed.length;
  if (end < width) throw fail('truncated', english('the first pixel is cut off'), end);
  const view = new DataView(packed.buffer, packed.byteOffset, end);
  /** The last byte from which four can be read. */
  const lastWord = end - 4;

  let last = 0;
  for (let i = 0; i < width; i++) last = (last << 8) | (packed[i] ?? 0);
  /** Where bits are read: `bit` bits behind byte `at`. */
  let at = width;
  let bit = 0;

  for (let done = 0; done < count;) {
    const blockEnd = Math.min(count, done + blockSize);
    at += bit >>> 3;
    bit &= 7;
    const low = (wordAt(packed, view, at, bit) >>> (32 - fieldBits)) - 1;
    bit += fieldBits;

    if (low < 0) {
      into.fill(last, done, blockEnd);
      done = blockEnd;
    } else if (low < verbatim) {
      const shift = 31 - low;
      while (done < blockEnd) {
        // So few that `bit` stays small, however long blocks are.
        const stop = Math.min(blockEnd, done + MOST_AT_ONCE);
        at += bit >>> 3;
        bit &= 7;
        while (done < stop) {
          const byte = at + (bit >>> 3);
          const word = byte <= lastWord ? view.getUint32(byte) << (bit & 7) : wordAt(packed, view, at, bit);
          const zeros = Math.clz32(word);
          const used = zeros + 1 + low;
          if (used > WHOLE_BITS) break;
          const folded = (zeros << low) | (((word << zeros) & 0x7fffffff) >>> shift);
          // The sign is the lowest bit: 0, -1, 1, -2, 2 …
          last = (last + ((folded >>> 1) ^ -(folded & 1))) | 0;
          into[done++] = last;
          // Mostly the next pixel is in the same word; to begin there takes half as long.
          const rest = word << used;
          const restZeros = Math.clz32(rest);
          const both = used + restZeros + 1 + low;
          if (both > WHOLE_BITS || done === stop) {
            bit += used;
            continue;
          }
          const next = (restZeros << low) | (((rest << restZeros) & 0x7fffffff) >>> shift);
          last = (last + ((next >>> 1) ^ -(next & 1))) | 0;
          into[done++] = last;
          bit += both;
        }
        if (done === stop) continue;

        // A pixel that is in more than one word.
        let high = 0;
        for (;;) {
          at += bit >>> 3;
          bit &= 7;
          if (at >= end) throw tooFew(done, count, end);
          const zeros = Math.clz32(wordAt(packed, view, at, bit));
          if (zeros < 32 - bit) {
            high += zeros;
            bit += zeros + 1;
            break;
          }
          high += 32 - bit;
          bit = 32;
        }
        const folded = (high << low) | ((wordAt(packed, view, at, bit) >>> 1) >>> shift);
        bit += low;
        last = (last + ((folded >>> 1) ^ -(folded & 1))) | 0;
        into[done++] = last;
      }
    } else if (low === verbatim) {
      for (; done < blockEnd; done++) {
        let folded = 0;
        for (let i = 0; i < width; i++) folded = (folded << 8) | (wordAt(packed, view, at + i, bit) >>> 24);
        at += width;
        last = (last + ((folded >>> 1) ^ -(folded & 1))) | 0;
        into[done] = last;
        if (at > end) break;
      }
    } else {
      throw fail('damaged', english('a block has {0} low bits, at most {1} are possible', low, verbatim), at);
    }
    if (at + bit / 8 > end) throw tooFew(Math.min(done, count - 1), count, end);
  }
}

/** 32 bits from `bit` bits behind byte `at` on, 25 at least; behind the end there are zeros. */
function wordAt(packed: Uint8Array, view: DataView, at: number, bit: number): number {
  const byte = at + (bit >>> 3);
  if (byte + 4 <= packed.length) return view.getUint32(byte) << (bit & 7);
  let word = 0;
  for (let i = byte; i < byte + 4; i++) word = (word << 8) | (packed[i] ?? 0);
  return word << (bit & 7);
}

function tooFew(done: number, count: number, end: number): CodecError {
  return fail('truncated', english('only {0} of {1} pixels are there', done, count), end);
}

function fail(code: CodecError['code'], message: string, offset: number): CodecError {
  return new CodecError(code, 'RICE_1', message, offset);
}
