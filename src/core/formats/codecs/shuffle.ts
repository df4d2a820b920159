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
 * @param bytes Where they go: as many, from a byte that a number may begin at.
 */
export function unshuffle(
  shuffled: Uint8Array,
  width: number,
  reversed = false,
  bytes: Uint8Array = new Uint8Array(shuffled.length),
): Uint8Array {
  const count = Math.floor(shuffled.length / width);
  if (width === 2) {
    unshufflePairs(shuffled, new Uint16Array(bytes.buffer, bytes.byteOffset, count), reversed);
  } else if (width === 4) {
    unshuffleFours(shuffled, new Uint32Array(bytes.buffer, bytes.byteOffset, count), reversed);
  } else {
    transpose(shuffled, bytes, count, width, reversed);
  }
  bytes.set(shuffled.subarray(count * width), count * width);
  return bytes;
}

function transpose(
  shuffled: Uint8Array,
  bytes: Uint8Array,
  count: number,
  width: number,
  reversed: boolean,
): void {
  for (let from = 0; from < count; from += STRIP) {
    const to = Math.min(count, from + STRIP);
    for (let k = 0; k < width; k++) {
      const plane = (reversed ? width - 1 - k : k) * count;
      for (let i = from, at = from * width + k; i < to; i++, at += width)
        bytes[at] = shuffled[plane + i] ?? 0;
    }
  }
}

/** As `transpose`, twice as fast; a machine that runs Node has the lowest byte of a number first. */
function unshufflePairs(shuffled: Uint8Array, numbers: Uint16Array, reversed: boolean): void {
  const count = numbers.length;
  const low = reversed ? count : 0;
  const high = count - low;
  for (let i = 0; i < count; i++) numbers[i] = (shuffled[low + i] ?? 0) | ((shuffled[high + i] ?? 0) << 8);
}

function unshuffleFours(shuffled: Uint8Array, numbers: Uint32Array, reversed: boolean): void {
  const count = numbers.length;
  const step = reversed ? -count : count;
  const first = reversed ? 3 * count : 0;
  for (let i = 0; i < count; i++) {
    const at = first + i;
    numbers[i] =
      (shuffled[at] ?? 0) |
      ((shuffled[at + step] ?? 0) << 8) |
      ((shuffled[at + 2 * step] ?? 0) << 16) |
      ((shuffled[at + 3 * step] ?? 0) << 24);
  }
}
