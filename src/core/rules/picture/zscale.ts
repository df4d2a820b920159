/**
 * Limits that show the sky, as IRAF's `display` and DS9 choose them (zscale): a line through the sorted
 * values of a sample, without the stars at its end, is made steeper by the contrast.
 */

const CONTRAST = 0.25;
const SAMPLE = 1000;
const MOST_REJECTED = 0.5;
const LEAST_PIXELS = 5;
const REJECT = 2.5;
const MOST_ROUNDS = 5;

/**
 * The values to be shown as black and white.
 * @param values Any number of them; an even sample of 1,000 is taken. NaN are passed over.
 * @example zscale(Float64Array.from({ length: 1000 }, (_, i) => i)) // black 0, white 999
 */
export function zscale(values: Float64Array, contrast = CONTRAST): { black: number; white: number } {
  const sorted = evenly(withoutNaN(values), SAMPLE).sort();
  const n = sorted.length;
  const [black = 0] = sorted;
  const white = sorted.at(-1) ?? 0;
  const middle = (n - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
  const { slope, kept } = fitLine(sorted);
  if (kept < Math.max(LEAST_PIXELS, n * MOST_REJECTED) || slope <= 0) return { black, white };
  const steep = contrast > 0 ? slope / contrast : slope;
  return {
    black: Math.max(black, median - steep * middle),
    white: Math.min(white, median + steep * (n - 1 - middle)),
  };
}

function withoutNaN(values: Float64Array): Float64Array {
  const kept = new Float64Array(values.length);
  let n = 0;
  for (const value of values) {
    if (value === value) kept[n++] = value;
  }
  return kept.subarray(0, n);
}

function evenly(values: Float64Array, most: number): Float64Array {
  if (values.length <= most) return values;
  const step = values.length / most;
  return Float64Array.from({ length: most }, (_, i) => values[Math.floor((i + 0.5) * step)] ?? 0);
}

/** Value by rank; what lies far from the line is left out with its neighbours, and the line drawn again. */
function fitLine(sorted: Float64Array): { slope: number; kept: number } {
  const n = sorted.length;
  const grow = Math.max(1, Math.floor(n * 0.01));
  let rejected = new Uint8Array(n);
  let kept = n;
  let slope = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const line = leastSquares(sorted, rejected);
    slope = line.slope;
    const limit = REJECT * line.deviation;
    const next = new Uint8Array(n);
    for (let i = 0; i < n; i++) {
      const isFar = rejected[i] || Math.abs((sorted[i] ?? 0) - line.at(i)) > limit;
      if (isFar) next.fill(1, Math.max(0, i - Math.floor(grow / 2)), i + Math.ceil(grow / 2));
    }
    const left = next.reduce((sum, isRejected) => sum + 1 - isRejected, 0);
    if (left === kept || left < Math.max(LEAST_PIXELS, n * MOST_REJECTED)) return { slope, kept: left };
    kept = left;
    rejected = next;
  }
  return { slope, kept };
}

function leastSquares(values: Float64Array, rejected: Uint8Array) {
  // Ranks from the middle: smaller numbers, and less is lost.
  const middle = (values.length - 1) / 2;
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumXY = 0;
  values.forEach((y, i) => {
    if (rejected[i]) return;
    const x = i - middle;
    n++;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
  });
  const spread = n * sumXX - sumX * sumX;
  const slope = spread > 0 ? (n * sumXY - sumX * sumY) / spread : 0;
  const start = n > 0 ? (sumY - slope * sumX) / n : 0;
  const at = (i: number) => start + slope * (i - middle);
  let squares = 0;
  values.forEach((y, i) => {
    if (!rejected[i]) squares += (y - at(i)) ** 2;
  });
  return { slope, at, deviation: n > 1 ? Math.sqrt(squares / (n - 1)) : 0 };
}
