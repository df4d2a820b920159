/** Statistics of values in memory, few enough to be sorted. */
import { medianRank, NO_VALUES, type PlaneStatistics } from './planeStatistics';
import { Total } from './total';

/**
 * The statistics of values as `measure` has them, NaN as invalid; sorts the values in place.
 * @example sortedStatistics(Float64Array.of(9, 1, NaN, 2)) // median 2 of 3, MAD 1
 */
export function sortedStatistics(values: Float64Array): PlaneStatistics {
  // NaN come last.
  values.sort();
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
