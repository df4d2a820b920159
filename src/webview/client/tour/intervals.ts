/** How fast pictures follow each other. Pure. */

/** Milliseconds from one picture to the next. */
export const INTERVALS: readonly number[] = [100, 200, 300, 500, 700, 1000, 1500, 2000];

/** So many steps away in the list; undefined beyond its ends: `intervalBeside(500, -1)` is 300. */
export function intervalBeside(interval: number, steps: number): number | undefined {
  const at = INTERVALS.findIndex((each) => each >= interval);
  return INTERVALS[Math.max(at, 0) + steps];
}
