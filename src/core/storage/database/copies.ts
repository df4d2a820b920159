/**
 * Processed frames and the raw ones that they come from. Programs leave start and camera as they are, so that
 * these tell; names do not, since Siril and WBPP make up their own.
 */
import { join } from 'node:path';
import type { ArchivedFrame } from '../../base/archivedFrame';
import type { Sqlite } from './sqlite';
import { fromStored } from './storedPaths';

/** Frames that are in the archive raw as well. */
export interface Copies {
  readonly frameCount: number;
  /** Seconds. */
  readonly totalExposure: number;
}

export const NO_COPIES: Copies = { frameCount: 0, totalExposure: 0 };

/** Lights that the telescope delivered calibrated, as a condition on the table of settings. */
export const DELIVERED = `type = 'light' and processing = 'calibrated' and byproduct = 0`;

/** Lights that are in no session, since they were made of others, as a condition on the table of settings. */
export const PROCESSED = `type = 'light' and processing is not null and not (processing = 'calibrated' and byproduct = 0)`;

/** Integrated lights, as a condition on the table of settings. */
export const STACKED = `(type = 'stack' or type = 'light' and master = 1)`;

/**
 * The raw frames of the same nights and cameras are put side by side first, so that an archive without
 * calibrated lights costs nothing, and any other two lists.
 */
const WITH_COPIES = `with delivered as (select id, night, imager from setting where ${DELIVERED} and imager is not null),
  original as materialized (
    select distinct setting.imager, date_obs from setting join frame on frame.setting = setting.id
    where type = 'light' and processing is null and date_obs is not null
      and (setting.night, setting.imager) in (select night, imager from delivered)),
  copied as (
    select copy.id as frame, copy.exposure from delivered
    join frame as copy on copy.setting = delivered.id
    join original on original.date_obs = copy.date_obs and original.imager = delivered.imager)`;

const COPIES = `${WITH_COPIES}
  select session.id, count(*), sum(copied.exposure) from copied
  left join member on member.frame = copied.frame
  left join session on session.number = member.session
  group by session.id`;

/** What must not be counted again, by the id of its session; null for frames that are in none. */
export function calibratedCopies(sqlite: Sqlite): Map<string | null, Copies> {
  return new Map(
    sqlite
      .rows(COPIES)
      .map(([id, frames, total]) => [
        typeof id === 'string' ? id : null,
        { frameCount: Number(frames), totalExposure: Number(total ?? 0) },
      ]),
  );
}

/** The ids of the same frames. */
export function copiedFrames(sqlite: Sqlite): number[] {
  return sqlite.rows(`${WITH_COPIES} select frame from copied`).map(([id]) => Number(id));
}

/** Every spelling of an object that processed frames name, null where some name none. */
export function processedObjects(sqlite: Sqlite): (string | null)[] {
  return objectsWhere(sqlite, PROCESSED);
}

/** The same of integrated lights. */
export function stackedObjects(sqlite: Sqlite): (string | null)[] {
  return objectsWhere(sqlite, STACKED);
}

function objectsWhere(sqlite: Sqlite, condition: string): (string | null)[] {
  const rows = sqlite.rows(`select distinct object from setting where ${condition}`);
  return rows.map(([object]) => (typeof object === 'string' ? object : null));
}

/**
 * By night first, so that an index leads to few frames. Headers that have lost the site can make another
 * night of the same start, the one before or after.
 */
const ORIGINAL = `select folder.path, frame.name from setting
  join frame on frame.setting = setting.id join folder on folder.id = frame.folder
  where setting.night between date(?1, '-1 day') and date(?1, '+1 day') and setting.imager = ?2 collate nocase
    and setting.type = ?3 and setting.master = 0 and setting.processing is null and frame.date_obs = ?4
  order by frame.id limit 1`;

/** Processed frames with the raw ones that they come from; all others as they are. */
export function withRawFrames(
  frames: readonly ArchivedFrame[],
  sqlite: Sqlite,
  repository: string,
): readonly ArchivedFrame[] {
  return frames.map((frame) => {
    const { processing, dateObs, imager, type } = frame;
    if (processing === null || dateObs === null || imager === null) return frame;
    const [row] = sqlite.rows(ORIGINAL, dateObs.slice(0, 10), imager, type, dateObs);
    if (row === undefined) return frame;
    return { ...frame, rawFrame: join(fromStored(repository, String(row[0])), String(row[1])) };
  });
}
