/** What is sky and what is noise: statistics that stars do not disturb. */

/** The standard deviation of normal noise is so many times its median absolute deviation. */
export const SIGMA_OF_MAD = 1.4826;

const CLIP = 3;
const MOST_ROUNDS = 20;

export interface ClippedNoise {
  /** The median of the values that are left: the level of the sky. */
  readonly background: number;
  /** Their standard deviation. */
  readonly noise: number;
  /** How many are left. */
  readonly n: number;
}

/**
 * Background and noise of values, in their unit: those beyond 3 σ of the median are left out, until none is.
 * Null where there is no value. NaN are passed over.
 * @example clippedNoise(Float64Array.of(9, 10, 10, 11, 10, 9, 11, 10, 10, 60_000)) // background 10, noise 0.67
 */
export function clippedNoise(values: Float64Array): ClippedNoise | null {
  let left = values.filter((value) => value === value).sort();
  if (left.length === 0) return null;
  // The first limits come from the MAD, which a few bright stars do not widen.
  let { background, noise } = limits(left);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const from = firstAtLeast(left, background - CLIP * noise);
    const to = firstBeyond(left, background + CLIP * noise);
    const kept = left.subarray(from, to);
    const isSettled = kept.length === left.length && round > 0;
    if (isSettled || kept.length === 0) break;
    left = kept;
    background = medianOf(left);
    noise = deviation(left);
  }
  return { background, noise, n: left.length };
}

const medianOf = (sorted: Float64Array): number => sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;

function limits(sorted: Float64Array) {
  const background = medianOf(sorted);
  const mad = medianOf(sorted.map((value) => Math.abs(value - background)).sort());
  return { background, noise: mad > 0 ? SIGMA_OF_MAD * mad : deviation(sorted) };
}

/** About the mean; 0 for a single value. */
function deviation(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
}

const firstAtLeast = (sorted: Float64Array, limit: number) => search(sorted, (value) => value >= limit);
const firstBeyond = (sorted: Float64Array, limit: number) => search(sorted, (value) => value > limit);

function search(sorted: Float64Array, isBehind: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBehind(sorted[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
