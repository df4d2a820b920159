/**
 * The observing night: the local calendar date of the start less 12 hours, so that midnight does not split
 * it. The Sun is observed by day, and noon is not to split that: its "night" is the local calendar date.
 */
import { english } from '../../base/english';
import { dateTimeOf } from '../cards/dates';
import type { HeaderFields } from '../cards/fields';
import { placeholderOf } from '../cards/placeholder';
import { isZone, zoneOffset } from '../cards/zones';
import type { Start } from './start';

const HOUR = 3_600_000;
/** Zones reach from 12 hours west to 14 hours east; a little more for clocks that are off. */
const LARGEST_OFFSET = 15 * HOUR;
/**
 * Zones differ from the sun by 3.3 hours at the most (western China, summer time in Alaska); more is another
 * place's clock.
 */
const LARGEST_FROM_SUN = 4 * HOUR;
/**
 * Where the date line bends around a zone, its clock is a day ahead of the sun, give or take the zone's own
 * shape.
 */
const DAY_AHEAD = { least: 23 * HOUR, most: 26.5 * HOUR };
/**
 * The Sun as capture programs and their users call it, and its active regions by number: `Sun`, `AR 13664`.
 */
const SUN = /^(?:the[ _]?)?(?:sun|sol|solar(?:[ _-]?dis[ck])?|(?:noaa[ _-]?)?ar[ _-]?\d{4,5})$/i;

export interface NightContext {
  readonly start: Start | null;
  /** Degrees, as the header has them. */
  readonly site: { readonly latitude: number | null; readonly longitude: number | null };
  /** IANA zone of the settings. */
  readonly timeZone: string | null;
  /** OBJECT. */
  readonly object: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * The night of a frame as `2024-09-13`. What is local: the clock of the program (DATE-LOC), else the sun at
 * the site (an hour for 15° of longitude), else the zone of the settings, else that of this computer.
 * DATE-LOC is passed over where it cannot be the site's: a clock that is set to UTC in California would turn
 * the date in the small hours. A date that is still to come, or that a clock begins with, is that of no
 * night.
 */
export function nightOf(fields: HeaderFields, context: NightContext): string | null {
  const { start, object, now } = context;
  if (start?.future === true) return null;
  const timeZone = knownZone(context.timeZone);
  const sun = sunOffset(context, timeZone);
  const turn = object !== null && SUN.test(object.trim()) ? 0 : 12 * HOUR;
  const from = (local: number, source: string) => {
    fields.sources.night = source;
    return dateOf(local - turn);
  };
  const clock = localClock(fields, start, sun, now);
  if (clock !== null) return from(clock, 'DATE-LOC');
  if (start === null) return null;
  if (start.local !== null) return from(start.local, fields.sources.dateObs ?? 'DATE-OBS');
  if (!start.timed) {
    fields.sources.night = fields.sources.dateObs ?? 'DATE-OBS';
    return dateOf(start.utc);
  }
  if (sun !== null) return from(start.utc + sun, fields.sources.siteLongitude ?? 'SITELONG');
  if (context.timeZone !== null && timeZone === null) {
    fields.problem(
      'zone-unknown',
      english("{0} is no time zone; this computer's zone was used", context.timeZone.slice(0, 40)),
    );
  }
  const offset = zoneOffset(timeZone, start.utc) * 60_000;
  return from(
    start.utc + offset,
    timeZone === null ? english('time zone of this computer') : english('time zone setting'),
  );
}

/**
 * DATE-LOC, unless it cannot belong to DATE-OBS (a processed file can keep one of another frame) or to the
 * site.
 */
function localClock(
  fields: HeaderFields,
  start: Start | null,
  sun: number | null,
  now: number,
): number | null {
  const text = fields.textOf('DATE-LOC');
  const date = text === null ? null : dateTimeOf(text, null);
  if (!date?.timed || placeholderOf(date.ms, true, now) !== null) return null;
  if (start === null || !start.timed) return date.ms;
  const offset = date.ms - start.utc;
  if (Math.abs(offset) > LARGEST_OFFSET) {
    fields.problem(
      'local-time-differs',
      english('DATE-LOC is too far from DATE-OBS to be its local time'),
      'DATE-LOC',
    );
    return null;
  }
  if (sun !== null && hoursOfDayApart(offset, sun) > LARGEST_FROM_SUN) {
    fields.problem(
      'local-time-differs',
      english(
        'DATE-LOC is not the time of day at the longitude of the site, whose sun was used for the night',
      ),
      'DATE-LOC',
    );
    return null;
  }
  return date.ms;
}

/** How far apart two clocks are, whatever their dates: 1 h for 23 h and 0 h. */
function hoursOfDayApart(a: number, b: number): number {
  const apart = Math.abs(a - b) % (24 * HOUR);
  return Math.min(apart, 24 * HOUR - apart);
}

/**
 * Milliseconds from UTC to the mean sun at the site; null without a longitude. 0° north and 0° east, in the
 * sea, is a site that was never filled in. East of the bends of the date line (Samoa, Tonga, Kiribati, the
 * Chathams) the calendar is a day ahead of the sun: a zone in the settings that fits the site but for a day
 * says so.
 */
function sunOffset({ start, site }: NightContext, timeZone: string | null): number | null {
  const { latitude, longitude } = site;
  if (longitude === null || (longitude === 0 && latitude === 0)) return null;
  const sun = (longitude / 15) * HOUR;
  if (timeZone === null || start === null) return sun;
  const ahead = zoneOffset(timeZone, start.utc) * 60_000 - sun;
  return ahead >= DAY_AHEAD.least && ahead <= DAY_AHEAD.most ? sun + 24 * HOUR : sun;
}

function knownZone(timeZone: string | null): string | null {
  return timeZone !== null && isZone(timeZone) ? timeZone : null;
}

function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
