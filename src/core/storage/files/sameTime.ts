/** When two times of a file count as one. */

/**
 * Milliseconds. Systems set times by the microsecond and keep them by the nanosecond, some drives by the whole
 * millisecond: a time that was put back, or that a copy has kept, is off by less than this.
 */
export const SAME_TIME = 1;

/** Both in milliseconds since 1970: `isSameTime(1735855200123.4567, 1735855200123.456)` is true. */
export function isSameTime(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME_TIME;
}
