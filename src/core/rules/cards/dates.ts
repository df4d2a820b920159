/** Dates and times of headers, as milliseconds since 1970 on whatever clock the keyword follows. */

const ISO = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(.*))?$/i;
const OLD = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{2}|\d{4})(?:[T ]+(.*))?$/i;
const TIME =
  /^(\d{1,2})[:h ](\d{1,2})(?:[:m ](\d{1,2})(?:[.,](\d{1,12}))?)?s?\s*(Z|UTC?|[+-]\d{2}:?\d{2})?$/i;
/** Julian date of 1970-01-01T00:00. */
const JD_1970 = 2440587.5;
/** Milliseconds. */
export const DAY = 86_400_000;

export interface DateTime {
  /** Milliseconds since 1970-01-01T00:00 of the clock it was read from. */
  readonly ms: number;
  /** False for a date without a time of day. */
  readonly timed: boolean;
  /** The year was written with two digits and read as 19YY. */
  readonly oldYear: boolean;
  /**
   * Milliseconds of the last place that is written: 1000 for `20:30:00`, 60,000 for `20:30`, a day without a
   * time.
   */
  readonly precision: number;
  /**
   * The same moment on the other dates that the text can mean: `05/10/2023` is read as 5 October and can be
   * 10 May.
   */
  readonly others: readonly number[];
}

/** A time of day. */
export interface ClockTime {
  /** Milliseconds since midnight. */
  readonly ms: number;
  /** Milliseconds of the last place that is written. */
  readonly precision: number;
}

/**
 * Reads `2024-09-13T20:30:00.1234567`, the same with `Z` or a blank for the T, `2024-09-13` with the time in
 * `time` (TIME-OBS, UT), and the form from before 2000, `28/03/93` = 1993-03-28 (FITS 4.0 §9.1.1 and
 * appendix). Of a year with four digits the day comes first, too, unless it can only be the month:
 * `05/10/2023`, `10/25/2023`. Null where there is no date to be read.
 */
export function dateTimeOf(text: string, time: string | null): DateTime | null {
  if (text.length > 40) return null;
  const date = datesOf(text);
  if (date === null) return null;
  const { days, rest, oldYear } = date;
  const [day = 0, ...others] = days;
  const ofDay = rest === '' ? (time === null ? null : clockOf(time)) : clockOf(rest);
  if (ofDay === null) {
    return rest === '' ? { ms: day, timed: false, oldYear, precision: DAY, others } : null;
  }
  const { ms, precision } = ofDay;
  return { ms: day + ms, timed: true, oldYear, precision, others: others.map((other) => other + ms) };
}

/** The midnights that a date can mean, likeliest first, and what follows it in the text. */
function datesOf(text: string): { days: readonly number[]; rest: string; oldYear: boolean } | null {
  const iso = ISO.exec(text);
  if (iso !== null) {
    const day = dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    return day === null ? null : { days: [day], rest: iso[4] ?? '', oldYear: false };
  }
  const old = OLD.exec(text);
  if (old === null) return null;
  const [first, second, year] = [Number(old[1]), Number(old[3]), Number(old[4])];
  const oldYear = old[4]?.length === 2;
  // No country that writes points puts the month first.
  const swaps = old[2] !== '.';
  const days = (oldYear ? [1900 + year, 2000 + year] : [year]).flatMap((each) => [
    dayOf(each, second, first),
    swaps ? dayOf(each, first, second) : null,
  ]);
  const read = [...new Set(days)].filter((day) => day !== null);
  return read.length === 0 ? null : { days: read, rest: old[5] ?? '', oldYear };
}

function dayOf(year: number, month: number, day: number): number | null {
  // Years outside have no four digits after a shift by a zone, and no frame was taken in them.
  if (year < 1001 || year > 9998 || month < 1 || month > 12 || day < 1) return null;
  const ms = Date.UTC(year, month - 1, day);
  return new Date(ms).getUTCDate() === day ? ms : null;
}

/** `20:30:00.5`, `20h30m`; a second of 60 (leap second) is legal. Decimals beyond milliseconds are cut. */
export function clockOf(text: string): ClockTime | null {
  const match = text.length > 40 ? null : TIME.exec(text.trim());
  if (match === null) return null;
  const [, hours, minutes, seconds, decimals = '', zone = 'Z'] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 60) return null;
  const ms = Number(decimals.slice(0, 3).padEnd(3, '0'));
  const offset = offsetOf(zone) ?? 0;
  return {
    ms: ((Number(hours) * 60 + Number(minutes) - offset) * 60 + Number(seconds ?? 0)) * 1000 + ms,
    precision: seconds === undefined ? 60_000 : 10 ** Math.max(3 - decimals.length, 0),
  };
}

/** Minutes east of UTC from `-0700`, `+05:30`, `-7` or `Z`; null where it is none of these. */
export function offsetOf(text: string): number | null {
  const trimmed = text.trim();
  if (/^(?:Z|UTC?|GMT)$/i.test(trimmed)) return 0;
  const match = /^(?:UTC|GMT)?([+-])?(\d{1,2})(?:(?::|(?=\d\d$))(\d\d)|\.(\d{1,2}))?$/i.exec(trimmed);
  if (match === null) return null;
  const hours = Number(match[2]);
  const minutes = match[4] === undefined ? Number(match[3] ?? 0) : Number(`0.${match[4]}`) * 60;
  if (hours > 14 || minutes > 59) return null;
  return (match[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/**
 * From a Julian date (2460919.81515837) or a modified one (60928.1472423146), to the millisecond; null if
 * absurd.
 */
export function fromJulian(value: number): number | null {
  const days = value > 1_000_000 ? value - JD_1970 : value - (JD_1970 - 2_400_000.5);
  const ms = Math.round(days * DAY);
  // From 1900 to 2200; a zero is a value that was never filled in.
  return ms > -2_208_988_800_000 && ms < 7_258_118_400_000 ? ms : null;
}

/** `2024-09-13T20:30:00.000Z` */
export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
