/**
 * PLIO_1 (FITS 4.0 §10.4.3), IRAF's line lists: masks of whole numbers from 0 as runs. A list is of 16-bit
 * words, the highest byte first: a header, then instructions of 4 bits with 12 bits of data.
 */
import { english } from '../../base/english';
import { CodecError } from './codecError';

/** What the highest four bits of a word say. */
const ZEROS = 0;
const SET_HIGH = 1;
const RAISE = 2;
const LOWER = 3;
const HIGHS = 4;
const ZEROS_THEN_HIGH = 5;
const RAISE_ONE = 6;
const LOWER_ONE = 7;

/**
 * Unpacks as many pixels as `into` has elements: `unpackPlio(tile, new Int32Array(1920))`. What no instruction
 * reaches is 0.
 * @throws CodecError where the list is cut off, writes outside of the output, or holds what no encoder writes.
 */
export function unpackPlio(packed: Uint8Array, into: Int32Array | Int16Array | Uint8Array): void {
  const words = Math.floor(packed.length / 2);
  const word = (index: number) => ((packed[2 * index] ?? 0) << 8) | (packed[2 * index + 1] ?? 0);
  // The first format has its length in the third word; a later one, for longer lists, has 0 or less there.
  const old = word(2) > 0 && word(2) < 0x8000;
  const first = old ? 3 : word(1);
  const end = old ? word(2) : (word(4) << 15) + word(3);
  if (words < first || (!old && words < 5))
    throw fail('truncated', english('the list ends in its header'), packed.length);
  if (!old && first < 5)
    throw fail('damaged', english('the header has {0} words, at least 5 are needed', first), 2);
  if (end > words)
    throw fail('truncated', english('the list has {0} of {1} words', words, end), packed.length);

  const count = into.length;
  let high = 1;
  let at = 0;
  into.fill(0);
  for (let index = first; index < end; index++) {
    const code = word(index) >>> 12;
    const data = word(index) & 0xfff;
    if (code === SET_HIGH) {
      if (++index >= end) throw fail('truncated', english('the list ends in an instruction'), 2 * index);
      high = (word(index) << 12) + data;
    } else if (code === RAISE || code === RAISE_ONE) {
      high += data;
    } else if (code === LOWER || code === LOWER_ONE) {
      high -= data;
    } else if (code > LOWER_ONE) {
      throw fail('damaged', english('there is no instruction {0}', code), 2 * index);
    }
    const run =
      code === ZEROS || code === HIGHS || code === ZEROS_THEN_HIGH ? data : code >= RAISE_ONE ? 1 : 0;
    if (at + run > count) throw fail('damaged', english('it writes more than {0} pixels', count), 2 * index);
    if (code === HIGHS) into.fill(high, at, at + run);
    else if (run > 0 && code !== ZEROS) into[at + run - 1] = high;
    at += run;
  }
}

function fail(code: CodecError['code'], message: string, offset: number): CodecError {
  return new CodecError(code, 'PLIO_1', message, offset);
}
