/** Statistics of values in memory, few enough to be sorted. */
import { medianRank, NO_VALUES, type PlaneStatistics } from './planeStatistics';
import { Total } from './total';

/**
 * The statistics of values as `measure` has them, NaN as invalid; sorts the values in place.
 * @example sortedStatistics(Float64Array.of(9, 1, NaN, 2)) // median 2 of 3, MAD 1
 */
export function sortedStatistics(values: Float64Array): PlaneStatistics {
  // NaN come last.
  if (!sortHalves(values)) values.sort();
  let n = values.length;
  while (n > 0 && Number.isNaN(values[n - 1])) n--;
  const invalid = values.length - n;
  if (n === 0) return { n, invalid, ...NO_VALUES };
  const total = new Total();
  total.addAll(values, n);
  const rank = medianRank(n);
  return {
    n,
    invalid,
    min: (values[0] ?? 0) + 0,
    max: (values[n - 1] ?? 0) + 0,
    mean: total.mean(n),
    median: (values[rank] ?? 0) + 0,
    mad: distanceAtRank(values, n, rank),
  };
}

/** Fewer are sorted as fast. */
const FEW = 4096;
/** So many halves are counted at the most: means of two numbers of 16 bits. */
const MOST_HALVES = 2 ** 17;

/**
 * Sorts whole numbers and halves that are near one another by counting them, which is ten times as fast; false,
 * and nothing done, where there are others.
 */
function sortHalves(values: Float64Array): boolean {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
    // NaN are not, either.
    if (!Number.isSafeInteger(2 * value)) return false;
  }
  const first = 2 * min;
  if (values.length < FEW || 2 * max - first >= MOST_HALVES) return false;
  const counts = new Uint32Array(2 * max - first + 1);
  for (const value of values) counts[2 * value - first] = (counts[2 * value - first] ?? 0) + 1;
  let at = 0;
  for (let half = 0; half < counts.length; half++) {
    const count = counts[half] ?? 0;
    if (count === 0) continue;
    values.fill((first + half) / 2, at, at + count);
    at += count;
  }
  return true;
}

/** The distance from the median at its own rank: walks outwards, the nearer side first. */
function distanceAtRank(sorted: Float64Array, n: number, rank: number): number {
  const centre = sorted[rank] ?? 0;
  let lower = rank;
  let upper = rank + 1;
  for (let seen = 0; ; seen++) {
    const down = lower >= 0 ? centre - (sorted[lower] ?? 0) : Infinity;
    const up = upper < n ? (sorted[upper] ?? 0) - centre : Infinity;
    if (seen === rank) return Math.min(down, up);
    if (down <= up) lower--;
    else upper++;
  }
}
