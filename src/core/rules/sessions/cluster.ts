/** Putting values together that lie close to one another, whatever the order in which they come. */

export interface ClusterLimits {
  /** The farthest that two neighbours of one cluster may lie apart. */
  readonly gap: number;
  /** The farthest that any two members may lie apart. */
  readonly span: number;
  /** 360 for angles; absent for values on a line. */
  readonly period?: number;
}

/** Absorbs the rounding of differences: 0.3 - 0.1 is not quite 0.2. */
const ROUNDING = 1e-9;

/**
 * Splits items into clusters of values that belong together; items without a value are a cluster of their
 * own, the last. Depends on the values alone, never on the order of the items. On a circle the count begins
 * after the largest empty arc, so that 359° and 1° stay together.
 */
export function clusterBy<T>(
  items: readonly T[],
  valueOf: (item: T) => number | null,
  limits: ClusterLimits,
): T[][] {
  const period = limits.period;
  const without: T[] = [];
  const entries: { item: T; value: number }[] = [];
  for (const item of items) {
    const value = valueOf(item);
    if (value === null) without.push(item);
    else entries.push({ item, value: period === undefined ? value : wrap(value, period) });
  }
  entries.sort((a, b) => a.value - b.value);
  const line = period === undefined ? entries : unrolled(entries, period);
  const clusters: T[][] = [];
  let first = 0;
  let previous = 0;
  let current: T[] | undefined;
  for (const { item, value } of line) {
    if (!current || value - previous > limits.gap + ROUNDING || value - first > limits.span + ROUNDING) {
      clusters.push((current = []));
      first = value;
    }
    current.push(item);
    previous = value;
  }
  if (without.length > 0) clusters.push(without);
  return clusters;
}

/** The same angle between 0 and the period: 358 for -2. */
export function wrap(value: number, period: number): number {
  const rest = value % period;
  return rest < 0 ? rest + period : rest;
}

function unrolled<E extends { value: number }>(sorted: readonly E[], period: number): E[] {
  const last = sorted.at(-1);
  if (!last) return [];
  let start = 0;
  let largest = -1;
  let previous = last.value - period;
  sorted.forEach((entry, index) => {
    if (entry.value - previous > largest) {
      largest = entry.value - previous;
      start = index;
    }
    previous = entry.value;
  });
  const turned = sorted.slice(0, start).map((entry) => ({ ...entry, value: entry.value + period }));
  return [...sorted.slice(start), ...turned];
}
