/** Dates and times of headers, as milliseconds since 1970 on whatever clock the keyword follows. */

const ISO = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(.*))?$/i;
const OLD = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})(?:[T ]+(.*))?$/i;
const TIME =
  /^(\d{1,2})[:h ](\d{1,2})(?:[:m ](\d{1,2})(?:[.,](\d{1,12}))?)?s?\s*(Z|UTC?|[+-]\d{2}:?\d{2})?$/i;
/** Julian date of 1970-01-01T00:00. */
const JD_1970 = 2440587.5;
const DAY = 86_400_000;

export interface DateTime {
  /** Milliseconds since 1970-01-01T00:00 of the clock it was read from. */
  readonly ms: number;
  /** False for a date without a time of day. */
  readonly timed: boolean;
  /** The year was written with two digits and read as 19YY. */
  readonly oldYear: boolean;
}

/**
 * Reads `2024-09-13T20:30:00.1234567`, the same with `Z` or a blank for the T, `2024-09-13` with the time in
 * `time` (TIME-OBS, UT), and the form from before 2000, `28/03/93` = 1993-03-28 (FITS 4.0 §9.1.1 and appendix).
 * Null where there is no date to be read.
 */
export function dateTimeOf(text: string, time: string | null): DateTime | null {
  if (text.length > 40) return null;
  const iso = ISO.exec(text);
  const old = iso === null ? OLD.exec(text) : null;
  if (iso === null && old === null) return null;
  const [year, month, day] = iso === null ? [old?.[3], old?.[2], old?.[1]] : [iso[1], iso[2], iso[3]];
  const rest = iso === null ? old?.[4] : iso[4];
  const oldYear = year?.length === 2;
  const date = dayOf(Number(year) + (oldYear ? 1900 : 0), Number(month), Number(day));
  if (date === null) return null;
  const clock = rest === undefined || rest === '' ? time : rest;
  if (clock === null) return { ms: date, timed: false, oldYear };
  const ofDay = timeOf(clock);
  if (ofDay === null) return rest === undefined ? { ms: date, timed: false, oldYear } : null;
  return { ms: date + ofDay, timed: true, oldYear };
}

function dayOf(year: number, month: number, day: number): number | null {
  // Years outside have no four digits after a shift by a zone, and no frame was taken in them.
  if (year < 1001 || year > 9998 || month < 1 || month > 12 || day < 1) return null;
  const ms = Date.UTC(year, month - 1, day);
  return new Date(ms).getUTCDate() === day ? ms : null;
}

/** Milliseconds since midnight; a second of 60 (leap second) is legal. Decimals beyond milliseconds are cut. */
function timeOf(text: string): number | null {
  const match = text.length > 40 ? null : TIME.exec(text.trim());
  if (match === null) return null;
  const [, hours, minutes, seconds = '0', decimals = '', zone = 'Z'] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60) return null;
  const ms = Number(decimals.slice(0, 3).padEnd(3, '0'));
  const offset = offsetOf(zone) ?? 0;
  return ((Number(hours) * 60 + Number(minutes) - offset) * 60 + Number(seconds)) * 1000 + ms;
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

/** From a Julian date (2460919.81515837) or a modified one (60928.1472423146), to the millisecond; null if absurd. */
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
