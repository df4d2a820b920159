/** Where sessions stand in the views: under which object, camera and type. */
import type { FrameType } from '../../base/frame';
import type { Sqlite, SqlValue } from './sqlite';

/** The items of the views that a session stands below. */
export interface SessionPlace {
  readonly objectKey: string | null;
  readonly type: FrameType;
  readonly imager: string | null;
}

/** By id; ids that are not there are absent. */
export function placesOf(sqlite: Sqlite, ids: Iterable<string>): Map<string, SessionPlace> {
  const rows = sqlite.rows(
    'select id, object_key, type, imager from session where id in (select value from json_each(?))',
    JSON.stringify([...ids]),
  );
  return new Map(
    rows.map(([id, objectKey, type, imager]) => [
      String(id),
      { objectKey: textOf(objectKey), type: type as FrameType, imager: textOf(imager) },
    ]),
  );
}

/** Whether the archive has linked nothing, and the user has not decided either, as `canServe` has it. */
const lacks = (kind: 'dark' | 'flat') => `${kind} is null and not exists (select 1 from link
    where link.session = session.id and kind = '${kind}'
      and (target is null or target in (select id from session)))`;

/**
 * Ids of the light sessions without darks or flats, as `lackingLinks` has it, but for those that the user wants
 * without.
 */
export function lackingSessions(sqlite: Sqlite): string[] {
  return sqlite
    .rows(
      `select id from session where type = 'light' and processing is null and (${lacks('dark')} or ${lacks('flat')})`,
    )
    .map(([id]) => String(id));
}

/** The sessions of one camera, as one spelling of it, and one type of calibration frames. */
export interface CalibrationCount {
  readonly imager: string | null;
  readonly type: FrameType;
  readonly sessions: number;
  readonly frameCount: number;
  readonly firstNight: string | null;
  readonly lastNight: string | null;
}

export function countCalibrations(sqlite: Sqlite): CalibrationCount[] {
  return sqlite
    .rows(
      `select imager, type, count(*), sum(frames), min(night), max(night) from session
       where type <> 'light' group by imager, type order by imager, type`,
    )
    .map(([imager, type, sessions, frames, first, last]) => ({
      imager: textOf(imager),
      type: type as FrameType,
      sessions: Number(sessions),
      frameCount: Number(frames),
      firstNight: textOf(first),
      lastNight: textOf(last),
    }));
}

/** All spellings of the cameras of sessions. */
export function spelledCameras(sqlite: Sqlite): (string | null)[] {
  return sqlite.rows('select distinct imager from session').map(([imager]) => textOf(imager));
}

function textOf(value: SqlValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
