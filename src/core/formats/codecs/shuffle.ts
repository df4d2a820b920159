/**
 * Shuffled bytes: all first bytes of the numbers, then all second bytes … GZIP_2 of FITS (FITS 4.0 §10.4.2)
 * and the `+sh` codecs of XISF (XISF 1.0, byte shuffling).
 */

/** Bytes that are transposed at a time: both sides stay in the cache. */
const STRIP = 4096;

/**
 * The numbers of `shuffled` one after the other: `unshuffle(bytes, 2)`. Bytes behind the last whole number
 * stay where they are.
 * @param width Bytes of a number.
 * @param reversed Whether each number comes out back to front: GZIP_2 has the highest byte first, the
 * machine the lowest.
 */
export function unshuffle(shuffled: Uint8Array, width: number, reversed = false): Uint8Array {
  const count = Math.floor(shuffled.length / width);
  const bytes = new Uint8Array(shuffled.length);
  for (let from = 0; from < count; from += STRIP) {
    const to = Math.min(count, from + STRIP);
    for (let k = 0; k < width; k++) {
      const plane = (reversed ? width - 1 - k : k) * count;
      for (let i = from, at = from * width + k; i < to; i++, at += width)
        bytes[at] = shuffled[plane + i] ?? 0;
    }
  }
  bytes.set(shuffled.subarray(count * width), count * width);
  return bytes;
}
