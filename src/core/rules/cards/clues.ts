/** What a header says of the start of the exposure beside its date: times of day and Julian dates. */
import type { Card } from '../../formats/fits/header';
import { clockOf, type ClockTime, dateTimeOf, DAY, fromJulian } from './dates';
import type { HeaderFields } from './fields';
import { numberOf } from './numbers';

/** A moment and how exactly it is written. */
export interface Clue {
  readonly keyword: string;
  /** Milliseconds since 1970, UTC; of a time of day milliseconds since midnight. */
  readonly ms: number;
  /** Milliseconds of the last place that is written. */
  readonly precision: number;
}

/**
 * Times of day in UT, as text. TIME-OBS stood beside DATE-OBS before 2000 and still does in files of MaxIm DL
 * and PinPoint; UT is ACP's and IRAF's, UTC-OBS and UTSTART are NOAO's, UT-START that of several
 * observatories, as VaST reads it.
 */
const CLOCKS = [
  'TIME-OBS',
  'TIME-BEG',
  'TIME_OBS',
  'TIMEOBS',
  'UT',
  'UTSTART',
  'UT-START',
  'UTC-OBS',
  'UT-OBS',
  'UTC-BEG',
  'UTCSTART',
  'UTC',
  'TM-START',
  'TM_START',
];
/** ESO's: seconds after midnight UT, `TM-START= 73800.000` (MIDAS users' guide, table 7.4). */
const SECONDS_OF_DAY = new Set(['TM-START', 'TM_START', 'UTC']);

/** The times of day that can be read, in the order in which they are believed. */
export function clocksIn(fields: HeaderFields): Clue[] {
  return CLOCKS.flatMap((keyword) => {
    const card = fields.card(keyword);
    const clock = card === undefined ? null : clockIn(card);
    return clock === null ? [] : [{ keyword, ...clock }];
  });
}

function clockIn(card: Card): ClockTime | null {
  const seconds = numberOf(card.value);
  if (seconds !== null) {
    // A UTC below 24 is more likely a count of hours.
    const least = card.keyword === 'UTC' ? 24 : 0;
    const counted = SECONDS_OF_DAY.has(card.keyword) && seconds >= least && seconds < 86_401;
    return counted ? { ms: Math.round(seconds * 1000), precision: precisionOf(seconds, 1000) } : null;
  }
  if (typeof card.value !== 'string') return null;
  // Some write the whole date there, which counts where DATE-OBS has none.
  const time = /^\d{4}-\d\d-\d\d[T ]+(\S.*)$/.exec(card.value.slice(0, 60).trim())?.[1] ?? card.value;
  return clockOf(time);
}

/** Julian dates of the start, modified ones first (FITS 4.0 §9.5: MJD-OBS, MJD-BEG); EXPSTART is Siril's. */
const JULIAN = ['MJD-OBS', 'MJD-BEG', 'MJD_OBS', 'JD_UTC', 'JD', 'JD-OBS', 'JULDATE', 'EXPSTART'] as const;

/** The Julian dates that can be those of an exposure, in the order in which they are believed. */
export function julianDatesIn(fields: HeaderFields): Clue[] {
  return JULIAN.flatMap((keyword) => {
    const value = numberOf(fields.card(keyword)?.value ?? null);
    const ms = value === null ? null : fromJulian(value);
    return value === null || ms === null ? [] : [{ keyword, ms, precision: precisionOf(value, DAY) }];
  });
}

/** What the clocks at the telescope showed: it tells the day, give or take one. */
export function localDateIn(fields: HeaderFields): Clue[] {
  const text = fields.textOf('DATE-LOC');
  const date = text === null ? null : dateTimeOf(text, null);
  if (!date?.timed || date.others.length > 0) return [];
  return [{ keyword: 'DATE-LOC', ms: date.ms, precision: DAY }];
}

/**
 * Milliseconds of the last decimal place of a count of units of `unit` milliseconds: 864 for 60566.85417
 * days.
 */
function precisionOf(value: number, unit: number): number {
  const text = String(value);
  const decimals = text.includes('e') ? 0 : (text.split('.')[1]?.length ?? 0);
  return Math.max(unit / 10 ** decimals, 1);
}
