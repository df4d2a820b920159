/**
 * Blocks of LZ4 (LZ4 block format description), without a frame: codecs `lz4` and `lz4hc` of XISF, which a
 * decoder cannot tell apart.
 */
import { CodecError } from './codecError';

/** The shortest match. */
const SHORTEST = 4;
/** From here on `copyWithin` is faster than a loop. */
const LONG = 48;

/**
 * Fills `into` with what is packed: `unpackLz4(block, new Uint8Array(2621440))`.
 * @throws CodecError where the block is damaged, cut off, or unpacks to more or less.
 */
export function unpackLz4(packed: Uint8Array, into: Uint8Array): void {
  const end = packed.length;
  const size = into.length;
  let at = 0;
  let done = 0;
  while (at < end) {
    const token = packed[at++] ?? 0;
    let literals = token >>> 4;
    if (literals === 15) {
      for (let more = 255; more === 255; literals += more) {
        if (at >= end) throw fail('truncated', 'it ends in a length', at);
        more = packed[at++] ?? 0;
      }
    }
    if (literals > end - at)
      throw fail('truncated', `it ends in ${literals} bytes that stand for themselves`, at);
    if (literals > size - done) throw fail('size', `it unpacks to more than ${size} bytes`, at);
    if (literals < LONG) for (let i = 0; i < literals; i++) into[done + i] = packed[at + i] ?? 0;
    else into.set(packed.subarray(at, at + literals), done);
    at += literals;
    done += literals;
    // The last sequence has no match.
    if (at === end) break;

    if (end - at < 2) throw fail('truncated', 'it ends in a distance', at);
    const distance = (packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8);
    at += 2;
    let length = token & 15;
    if (length === 15) {
      for (let more = 255; more === 255; length += more) {
        if (at >= end) throw fail('truncated', 'it ends in a length', at);
        more = packed[at++] ?? 0;
      }
    }
    length += SHORTEST;
    if (distance === 0 || distance > done) {
      throw fail('damaged', `it repeats what is ${distance} bytes back, after ${done}`, at);
    }
    if (length > size - done) throw fail('size', `it unpacks to more than ${size} bytes`, at);
    const from = done - distance;
    if (length >= LONG && distance >= length) into.copyWithin(done, from, from + length);
    else if (length >= LONG && distance === 1) into.fill(into[from] ?? 0, done, done + length);
    else for (let i = 0; i < length; i++) into[done + i] = into[from + i] ?? 0;
    done += length;
  }
  if (done !== size) throw fail('truncated', `it unpacks to ${done} bytes instead of ${size}`, end);
}

function fail(code: CodecError['code'], message: string, offset: number): CodecError {
  return new CodecError(code, 'lz4', message, offset);
}
