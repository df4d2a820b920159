/** Statistics of samples of 8 and 16 bits: one pass that counts each of the 65,536 values. */
import { type Encoding, keepsWhole } from './physical';
import { type Measuring, medianRank, NO_VALUES } from './planeStatistics';
import { exactMean, Total } from './total';

const VALUES = 65_536;

export function* countedStatistics(encoding: Encoding): Measuring {
  // By the lowest 16 bits of a sample; a number holds more of them than a plane can have.
  const counts = new Float64Array(VALUES);
  let isSigned = false;
  let all = 0;
  yield (samples) => {
    isSigned = samples instanceof Int16Array;
    all += samples.length;
    const words = samples as Uint16Array;
    for (const word of words) {
      const value = word & 0xffff;
      counts[value] = (counts[value] ?? 0) + 1;
    }
  };
  const { scale, zero, blank } = encoding;
  if (blank !== null) counts[Number(blank) & 0xffff] = 0;
  const values: Counted[] = [];
  for (let step = 0; step < VALUES; step++) {
    const stored = isSigned ? step - VALUES / 2 : step;
    const count = counts[stored & 0xffff] ?? 0;
    if (count > 0) values.push({ value: zero + scale * stored + 0, count });
  }
  if (scale < 0) values.reverse();
  const n = values.reduce((sum, { count }) => sum + count, 0);
  const [least] = values;
  const most = values.at(-1);
  if (!least || !most) return { n, invalid: all, ...NO_VALUES };
  const middle = indexOfRank(values, medianRank(n));
  return {
    n,
    invalid: all - n,
    min: least.value,
    max: most.value,
    mean: meanOf(values, n, keepsWhole(encoding)),
    median: values[middle]?.value ?? null,
    mad: distanceAtRank(values, middle, medianRank(n)),
  };
}

/** A value and how often it is there; in the order of values. */
interface Counted {
  readonly value: number;
  readonly count: number;
}

function indexOfRank(values: readonly Counted[], rank: number): number {
  let index = 0;
  for (let behind = 0; index < values.length; index++) {
    behind += values[index]?.count ?? 0;
    if (behind > rank) break;
  }
  return index;
}

function meanOf(values: readonly Counted[], n: number, isWhole: boolean): number {
  if (!isWhole) {
    const total = new Total();
    for (const { value, count } of values) total.add(value * count);
    return total.mean(n);
  }
  return exactMean(
    values.reduce((sum, { value, count }) => sum + BigInt(value) * BigInt(count), 0n),
    n,
  );
}

/** Walks from the value at `middle` outwards, the nearer side first, as far as the rank. */
function distanceAtRank(values: readonly Counted[], middle: number, rank: number): number {
  const centre = values[middle]?.value ?? 0;
  let behind = 0;
  for (let lower = middle, upper = middle + 1; ;) {
    const below = values[lower];
    const above = values[upper];
    const down = below ? Math.abs(below.value - centre) : Infinity;
    const up = above ? Math.abs(above.value - centre) : Infinity;
    behind += (down <= up ? below : above)?.count ?? Infinity;
    if (behind > rank) return Math.min(down, up);
    if (down <= up) lower--;
    else upper++;
  }
}
