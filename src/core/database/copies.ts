/**
 * Processed frames and the raw ones that they come from. Programs leave start and camera as they are, so that these tell;
 * names do not, since Siril and WBPP make up their own.
 */
import type { Sqlite } from './sqlite';

/** Frames that are in the archive raw as well. */
export interface Copies {
  readonly frames: number;
  /** Seconds. */
  readonly totalExposure: number;
}

export const NO_COPIES: Copies = { frames: 0, totalExposure: 0 };

/** Lights that the telescope delivered calibrated, as a condition on the table of settings. */
export const DELIVERED = `type = 'light' and processing = 'calibrated' and byproduct = 0`;

/**
 * The raw frames of the same nights and cameras are put side by side first, so that an archive without calibrated lights
 * costs nothing, and any other two lists.
 */
const COPIES = `with delivered as (select id, night, imager from setting where ${DELIVERED} and imager is not null),
  original as materialized (
    select distinct setting.imager, date_obs from setting join frame on frame.setting = setting.id
    where type = 'light' and processing is null and date_obs is not null
      and exists (select 1 from delivered where delivered.night is setting.night and delivered.imager = setting.imager))
  select session.id, count(*), sum(copy.exposure) from delivered
  join frame as copy on copy.setting = delivered.id
  join original on original.date_obs = copy.date_obs and original.imager = delivered.imager
  left join member on member.frame = copy.id
  left join session on session.number = member.session
  group by session.id`;

/** What must not be counted again, by the id of its session; null for frames that are in none. */
export function calibratedCopies(sqlite: Sqlite): Map<string | null, Copies> {
  return new Map(
    sqlite
      .rows(COPIES)
      .map(([id, frames, total]) => [
        typeof id === 'string' ? id : null,
        { frames: Number(frames), totalExposure: Number(total ?? 0) },
      ]),
  );
}
