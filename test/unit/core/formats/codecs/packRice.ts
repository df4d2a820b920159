/** An encoder for RICE_1, as plain as can be: differences folded, each block with its number of low bits. */
import type { RiceOutput } from '../../../../../src/core/formats/codecs/rice';
import { BitWriter } from './bits';

/** Bits of the number in front of a block, and the number that means verbatim, by bytes of a pixel. */
const FIELDS = new Map([
  [1, [3, 6]],
  [2, [4, 14]],
  [4, [5, 25]],
] as const);

/** Packs with the given number of low bits for every block, or with the best one. */
export function packRice(pixels: RiceOutput, blockSize: number, low?: number): Uint8Array {
  const width = pixels.BYTES_PER_ELEMENT as 1 | 2 | 4;
  const [field, verbatim] = FIELDS.get(width) ?? [0, 0];
  const span = 2 ** (8 * width);
  const unsigned = (value: number) => ((value % span) + span) % span;
  const bits = new BitWriter();
  bits.write(unsigned(pixels[0] ?? 0), 8 * width);
  let last = pixels[0] ?? 0;
  for (let from = 0; from < pixels.length; from += blockSize) {
    const folded = Array.from(pixels.subarray(from, from + blockSize), (value) => {
      const forward = unsigned(value - last);
      last = value;
      return forward < span / 2 ? 2 * forward : 2 * (span - forward) - 1;
    });
    const sizes = Array.from({ length: verbatim }, (_, n) =>
      folded.reduce((sum, value) => sum + Math.floor(value / 2 ** n) + 1 + n, 0),
    );
    const best = sizes.indexOf(Math.min(...sizes));
    const chosen = low ?? ((sizes[best] ?? 0) >= folded.length * 8 * width ? verbatim : best);
    if (low === undefined && folded.every((value) => value === 0)) {
      bits.write(0, field);
      continue;
    }
    bits.write(chosen + 1, field);
    for (const value of folded) {
      if (chosen === verbatim) {
        bits.write(value, 8 * width);
      } else {
        bits.unary(Math.floor(value / 2 ** chosen));
        bits.write(value % 2 ** chosen, chosen);
      }
    }
  }
  return bits.bytes();
}
