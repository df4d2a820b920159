/**
 * Whether two starts of exposures can be those of one: a program that saves a file again may keep its date
 * alone. Pure.
 */

/** Characters of the date in ISO 8601. */
const DATE = 10;
const MIDNIGHT = 'T00:00:00.000Z';

/**
 * A start as the `dateObs` of a frame has it, and what is left of it without the time of day:
 * `['2024-09-13T20:30:00.250Z', '2024-09-13T00:00:00.000Z']`.
 */
export function shortened(start: string): readonly string[] {
  return [...new Set([start, start.slice(0, DATE) + MIDNIGHT])];
}

/**
 * Two exposures that began at different times are two frames even where every pixel agrees, as in frames that
 * are entirely black. A start that is not known (null), or of which only the date is written, may be any of
 * that date.
 */
export function mayBeOneStart(a: string | null, b: string | null): boolean {
  return a === null || b === null || shortened(a).includes(b) || shortened(b).includes(a);
}
