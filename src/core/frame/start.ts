/** When the exposure began (UTC) and what the clocks at the telescope showed. */
import type { Card } from '../fits/header';
import { cardText, type HeaderFields } from './fields';
import { dateTimeOf, fromJulian, offsetOf, type DateTime } from './dates';
import { numberOf } from './numbers';
import type { Program } from './program';
import { isZone, utcOfLocal } from './zones';

export interface Start {
  /** Milliseconds since 1970, UTC. */
  readonly utc: number;
  /** What the local clock showed, in milliseconds since 1970 of that clock; null where only UTC is known. */
  readonly local: number | null;
  /** False where the header has a date without a time of day. */
  readonly timed: boolean;
}

const DATES = ['DATE-OBS', 'DATE-BEG'] as const;
const TIMES = ['TIME-OBS', 'UT', 'UTSTART', 'UTC-OBS'] as const;
/** Julian dates of the start, modified ones first. */
const JULIAN = ['MJD-OBS', 'MJD-BEG', 'JD_UTC', 'JD', 'EXPSTART'] as const;

/** The start of the exposure; `exposure` in seconds serves where a program writes the end. */
export function startOf(
  fields: HeaderFields,
  program: Program,
  exposure: number | null,
  timeZone: string | null,
): Start | null {
  for (const keyword of DATES) {
    const card = fields.card(keyword);
    const text = card === undefined ? null : cardText(card);
    if (card === undefined || text === null) continue;
    const date = dateTimeOf(text, timeText(fields));
    if (date === null) {
      fields.problem('unreadable-date', `${keyword} is no date: ${text.slice(0, 40)}`, keyword);
      continue;
    }
    fields.sources.dateObs = keyword;
    return fromDate(fields, program, card, date, exposure, timeZone);
  }
  return fromJulianDates(fields);
}

function timeText(fields: HeaderFields): string | null {
  for (const keyword of TIMES) {
    const text = fields.textOf(keyword);
    if (text !== null) return text;
  }
  return null;
}

function fromDate(
  fields: HeaderFields,
  program: Program,
  card: Card,
  date: DateTime,
  exposure: number | null,
  timeZone: string | null,
): Start {
  if (date.oldYear) {
    fields.problem('two-digit-year', `${card.keyword} has a year of two digits, read as 19YY`, card.keyword);
  }
  if (!date.timed) {
    fields.problem('time-missing', `${card.keyword} has no time of day`, card.keyword);
    return { utc: date.ms, local: null, timed: false };
  }
  if (program.family === 'origin') {
    return { utc: originUtc(fields, date.ms, timeZone), local: date.ms, timed: true };
  }
  const utc = writesEnd(program, card, fields) ? date.ms - Math.round((exposure ?? 0) * 1000) : date.ms;
  return { utc, local: null, timed: true };
}

/** Celestron's Origin writes local time and its zone as `-0700` in TIMEZONE. */
function originUtc(fields: HeaderFields, local: number, timeZone: string | null): number {
  const text = fields.textOf('TIMEZONE');
  if (text !== null) {
    if (text.includes('/') && isZone(text)) return utcOfLocal(text, local);
    const offset = offsetOf(text);
    if (offset !== null) return local - offset * 60_000;
  }
  fields.problem(
    'zone-missing',
    'DATE-OBS is local time, and TIMEZONE does not say of which zone',
    'DATE-OBS',
  );
  return utcOfLocal(timeZone, local);
}

/** A Dwarf 3 writes the end of the exposure and says so in the comment; a Dwarf II writes the start. */
function writesEnd(program: Program, card: Card, fields: HeaderFields): boolean {
  if (program.family !== 'dwarf') return false;
  if (/\bend\b/i.test(card.comment)) return true;
  if (/\bstart\b/i.test(card.comment)) return false;
  return /^dwarf\s*(?:iii|3)/i.test(fields.textOf('TELESCOP') ?? '');
}

function fromJulianDates(fields: HeaderFields): Start | null {
  for (const keyword of JULIAN) {
    const card = fields.card(keyword);
    const value = card === undefined ? null : numberOf(card.value);
    const utc = value === null ? null : fromJulian(value);
    if (utc === null) continue;
    fields.sources.dateObs = keyword;
    return { utc, local: null, timed: true };
  }
  return null;
}
