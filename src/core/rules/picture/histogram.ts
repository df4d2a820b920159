/** How often each level of a picture is there, for drawing. */

/**
 * Counts codes of 16 bits in bins of equal width: `histogramOf(codes, 256)[255]` are those from 65,280 on.
 * @param bins A power of two, up to 65,536.
 */
export function histogramOf(codes: Uint16Array, bins: number): Uint32Array {
  const counts = new Uint32Array(bins);
  const perBin = 65_536 / bins;
  for (const code of codes) {
    const bin = Math.floor(code / perBin);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
