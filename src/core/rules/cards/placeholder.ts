/**
 * Dates that no exposure began at: what programs write whose clock was never set, and dates that are still to
 * come.
 */
import { DAY } from './dates';

/**
 * Where clocks and calendars begin counting, each as its whole day: year 1 (.NET, and so N.I.N.A. and SGP),
 * 1601 (Windows' file times), MJD 0 in 1858, the two zeros of OLE dates (ASCOM, MaxIm DL), 1900, the old
 * Macintosh's 1904, Unix' 1970 (a Raspberry Pi without a clock), and the evening before it on clocks west of
 * Greenwich.
 */
const ZEROS = new Set(
  ['1601-01-01', '1858-11-17', '1899-12-30', '1899-12-31', '1900-01-01', '1904-01-01', '1969-12-31']
    .concat('1970-01-01')
    .map((day) => Date.parse(`${day}T00:00:00Z`)),
);
/**
 * Zeros of DOS and of many cameras; only at midnight to the second, since frames were taken on these days.
 */
const MIDNIGHTS = new Set([Date.UTC(1980, 0, 1), Date.UTC(2000, 0, 1)]);

export type Placeholder = 'never set' | 'future';

/**
 * Whether a date is none: `never set` for 1858-11-17 and 1970-01-01T00:12:33, `future` for what lies more
 * than a day after `now`, by which clocks of two computers and their zones may differ. All in milliseconds
 * since 1970.
 */
export function placeholderOf(ms: number, timed: boolean, now: number): Placeholder | null {
  if (ZEROS.has(Math.floor(ms / DAY) * DAY)) return 'never set';
  if (timed && MIDNIGHTS.has(ms)) return 'never set';
  return ms > now + DAY ? 'future' : null;
}

/** Year 1 and other years that are no dates of FITS: `0001-01-01T00:00:00`, `0000-00-00`. */
export function isYearNought(text: string): boolean {
  return /^0{3}[01]-[01]\d-[0-3]\d(?:\D|$)/.test(text) || /^[01]?\d\/[01]?\d\/0{3}[01](?:\D|$)/.test(text);
}
