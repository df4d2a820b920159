/** The observing night: the local calendar date of the start less 12 hours, so that midnight does not split it. */
import { dateTimeOf } from './dates';
import type { HeaderFields } from './fields';
import type { Start } from './start';
import { isZone, zoneOffset } from './zones';

const HOUR = 3_600_000;
/** Zones reach from 12 hours west to 14 hours east; a little more for clocks that are off. */
const LARGEST_OFFSET = 15 * HOUR;

/**
 * The night of a frame as `2024-09-13`. What is local: the clock of the program (DATE-LOC), else the sun at the
 * site (an hour for 15° of longitude), else the zone of the settings, else that of this computer.
 */
export function nightOf(
  fields: HeaderFields,
  start: Start | null,
  longitude: number | null,
  timeZone: string | null,
): string | null {
  const clock = localClock(fields, start);
  if (clock !== null) return from(fields, clock, 'DATE-LOC');
  if (start === null) return null;
  if (start.local !== null) return from(fields, start.local, fields.sources.dateObs ?? 'DATE-OBS');
  if (!start.timed) {
    fields.sources.night = fields.sources.dateObs ?? 'DATE-OBS';
    return dateOf(start.utc);
  }
  if (longitude !== null) {
    return from(fields, start.utc + (longitude / 15) * HOUR, fields.sources.siteLongitude ?? 'SITELONG');
  }
  const known = timeZone !== null && isZone(timeZone);
  if (timeZone !== null && !known) {
    fields.problem('zone-unknown', `${timeZone.slice(0, 40)} is no time zone; this computer's zone was used`);
  }
  const offset = zoneOffset(known ? timeZone : null, start.utc) * 60_000;
  return from(fields, start.utc + offset, known ? 'time zone setting' : 'time zone of this computer');
}

/** DATE-LOC, unless it cannot belong to DATE-OBS (a processed file can keep one of another frame). */
function localClock(fields: HeaderFields, start: Start | null): number | null {
  const text = fields.textOf('DATE-LOC');
  const date = text === null ? null : dateTimeOf(text, null);
  if (!date?.timed) return null;
  if (start !== null && start.timed && Math.abs(date.ms - start.utc) > LARGEST_OFFSET) {
    fields.problem(
      'local-time-differs',
      'DATE-LOC is too far from DATE-OBS to be its local time',
      'DATE-LOC',
    );
    return null;
  }
  return date.ms;
}

function from(fields: HeaderFields, local: number, source: string): string {
  fields.sources.night = source;
  return dateOf(local - 12 * HOUR);
}

function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
