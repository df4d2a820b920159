/** When the exposure began (UTC) and what the clocks at the telescope showed. */
import { english } from '../../base/english';
import type { Card } from '../../formats/fits/header';
import { clocksIn, type Clue, julianDatesIn, localDateIn } from '../cards/clues';
import { type DateTime, dateTimeOf, DAY, isoOf, offsetOf } from '../cards/dates';
import { cardText, type HeaderFields, shorten } from '../cards/fields';
import { isYearNought, placeholderOf } from '../cards/placeholder';
import type { Program, ProgramFamily } from '../cards/program';
import { isZone, utcOfLocal } from '../cards/zones';

export interface Start {
  /** Milliseconds since 1970, UTC. */
  readonly utc: number;
  /** What the local clock showed, in milliseconds since 1970 of that clock; null where only UTC is known. */
  readonly local: number | null;
  /** False where the header has a date without a time of day. */
  readonly timed: boolean;
  /** It lies in the future: the clock was wrong, and its date is that of no night. */
  readonly future: boolean;
}

export interface StartContext {
  readonly program: Program;
  /** Seconds; serves where a program writes the end. */
  readonly exposure: number | null;
  /** IANA zone of the settings. */
  readonly timeZone: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const DATES = ['DATE-OBS', 'DATE-BEG', 'DATE_OBS'] as const;
/** Milliseconds by which two readings of a clock around one exposure differ. */
const TWO_READINGS = 2000;
/** Their dates are the end or of another clock, or their Julian dates those of many exposures. */
const OTHER_CLOCKS = new Set<ProgramFamily>(['origin', 'dwarf', 'seestar', 'sharpcap', 'stacker']);

/**
 * The start of the exposure. A date without a time of day is completed from a time of day or a Julian date;
 * of two that agree the one that is written more exactly counts. Dates that were never set are none.
 */
export function startOf(fields: HeaderFields, context: StartContext): Start | null {
  for (const keyword of DATES) {
    const card = fields.card(keyword);
    const text = card === undefined ? null : cardText(card);
    if (card === undefined || text === null) continue;
    const date = dateTimeOf(text, null);
    if (date === null && !isYearNought(text)) {
      fields.problem('unreadable-date', english('{0} is no date: {1}', keyword, shorten(text)), keyword);
      continue;
    }
    if (date === null || placeholderOf(date.ms, date.timed, context.now) === 'never set') {
      neverSet(fields, keyword, text);
      continue;
    }
    fields.sources.dateObs = keyword;
    return checked(fields, fromDate(fields, card, settled(fields, card, date), context), context.now);
  }
  const [julian] = julianDates(fields, context.now);
  if (julian === undefined) return fromMiddle(fields, context);
  fields.sources.dateObs = julian.keyword;
  return checked(fields, { utc: julian.ms, local: null, timed: true }, context.now);
}

/**
 * The middle of the exposure, less half of it, for headers that say nothing else (DATE-AVG, FITS 4.0 §9.5).
 * Programs that make AAVSO star lists take the time of Unistellar's frames from there.
 */
function fromMiddle(fields: HeaderFields, { exposure, now }: StartContext): Start | null {
  const card = fields.card('DATE-AVG');
  const date = dateTimeOf((card && cardText(card)) ?? '', null);
  if (date === null || !date.timed || placeholderOf(date.ms, true, now) === 'never set') return null;
  fields.sources.dateObs = 'DATE-AVG';
  const utc = date.ms - Math.round((exposure ?? 0) * 500);
  return checked(fields, { utc, local: null, timed: true }, now);
}

function neverSet(fields: HeaderFields, keyword: string, text: string): void {
  fields.problem(
    'placeholder-date',
    english('{0} {1} is where a clock begins to count, not when the frame was taken', keyword, shorten(text)),
    keyword,
  );
}

/** Julian dates that are no zeros of a clock. */
function julianDates(fields: HeaderFields, now: number): Clue[] {
  return julianDatesIn(fields).filter(({ ms, precision }) => {
    return placeholderOf(ms, precision < DAY, now) !== 'never set';
  });
}

function checked(fields: HeaderFields, start: Omit<Start, 'future'>, now: number): Start {
  const future = placeholderOf(start.utc, start.timed, now) === 'future';
  if (future) {
    const keyword = fields.sources.dateObs ?? 'DATE-OBS';
    fields.problem(
      'future-date',
      english(
        "{0} {1} is still to come; the clock of the camera's computer was wrong",
        keyword,
        isoOf(start.utc).slice(0, 19),
      ),
      keyword,
    );
  }
  return { ...start, future };
}

/**
 * The one reading of a date whose day and month can be meant either way, by what else the header says of the
 * day.
 */
function settled(fields: HeaderFields, card: Card, date: DateTime): DateTime {
  const { ms, others, oldYear } = date;
  if (others.length > 0) {
    for (const clue of [...julianDatesIn(fields), ...localDateIn(fields)]) {
      const fitting = [ms, ...others].filter((reading) => Math.abs(clue.ms - reading) < 2 * DAY);
      if (fitting.length === 1) return { ...date, ms: fitting[0] ?? ms, others: [], oldYear: false };
    }
  }
  const { keyword } = card;
  if (oldYear)
    fields.problem('two-digit-year', english('{0} has a year of two digits, read as 19YY', keyword), keyword);
  else if (others.length > 0) {
    const readings = [ms, ...others].map((reading) => isoOf(reading).slice(0, 10)).join(' or ');
    fields.problem(
      'ambiguous-date',
      english('{0} {1} can be {2}; the first was taken', keyword, shorten(cardText(card) ?? ''), readings),
      keyword,
    );
  }
  return date;
}

function fromDate(
  fields: HeaderFields,
  card: Card,
  date: DateTime,
  context: StartContext,
): Omit<Start, 'future'> {
  const { program, exposure, timeZone } = context;
  const moment = OTHER_CLOCKS.has(program.family)
    ? completed(fields, card, date, context)
    : finest(fields, card, completed(fields, card, date, context), context);
  if (!moment.timed) return { utc: moment.ms, local: null, timed: false };
  if (program.family === 'origin') {
    return { utc: originUtc(fields, moment.ms, timeZone), local: moment.ms, timed: true };
  }
  const utc = writesEnd(program, card, fields) ? moment.ms - Math.round((exposure ?? 0) * 1000) : moment.ms;
  return { utc, local: null, timed: true };
}

type Moment = Pick<DateTime, 'ms' | 'timed' | 'precision'>;

/** A date alone with the first time of day, else with that of a Julian date of the same day. */
function completed(fields: HeaderFields, card: Card, date: DateTime, { now }: StartContext): Moment {
  if (date.timed) return date;
  const [clock] = clocksIn(fields);
  if (clock !== undefined) {
    return { ms: date.ms + clock.ms, timed: true, precision: clock.precision };
  }
  const julian = julianDates(fields, now).find(({ precision }) => precision < DAY);
  if (julian !== undefined && julian.ms >= date.ms && julian.ms < date.ms + DAY) {
    fields.sources.dateObs = julian.keyword;
    return { ms: julian.ms, timed: true, precision: julian.precision };
  }
  if (julian !== undefined) differs(fields, card, julian.keyword, julian.ms);
  fields.problem('time-missing', english('{0} has no time of day', card.keyword), card.keyword);
  return date;
}

/**
 * The moment as it is written most exactly. A finer one counts where it agrees to the last place of the
 * coarser one, and says more: 20:30:00 and an MJD of 20:29:59.997 with seven decimals are the same. The
 * middle or the end of the exposure, which some programs write as JD, is no contradiction, and neither counts
 * nor is told.
 */
function finest(fields: HeaderFields, card: Card, moment: Moment, { exposure, now }: StartContext): Moment {
  if (!moment.timed) return moment;
  const clocks = clocksIn(fields).map((clock) => ({ ...clock, ms: onDayOf(moment.ms, clock.ms) }));
  let best = moment;
  for (const clue of [...clocks, ...julianDates(fields, now)]) {
    const apart = Math.abs(clue.ms - moment.ms);
    const coarser = Math.max(moment.precision, clue.precision);
    if (apart > coarser + (exposure ?? 0) * 1000 + TWO_READINGS) {
      differs(fields, card, clue.keyword, clue.ms);
    } else if (clue.precision < best.precision && apart <= coarser && apart > clue.precision) {
      fields.sources.dateObs = clue.keyword;
      best = { ms: clue.ms, timed: true, precision: clue.precision };
    }
  }
  return best;
}

/**
 * The moment of a time of day that is nearest to another moment: the date may have changed between the two.
 */
function onDayOf(ms: number, ofDay: number): number {
  const midnight = Math.floor(ms / DAY) * DAY;
  const apart = midnight + ofDay - ms;
  return midnight + ofDay - Math.round(apart / DAY) * DAY;
}

/** Told once: where one contradicts, others mostly do, too. */
function differs(fields: HeaderFields, card: Card, keyword: string, ms: number): void {
  if (fields.problems.some(({ code }) => code === 'time-differs')) return;
  const said = shorten(cardText(card) ?? '');
  fields.problem(
    'time-differs',
    english(
      '{0} {1} and {2}, {3}, are not of one exposure; {4} was taken',
      card.keyword,
      said,
      keyword,
      isoOf(ms).slice(0, 19),
      card.keyword,
    ),
    keyword,
  );
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
    english('DATE-OBS is local time, and TIMEZONE does not say of which zone'),
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
