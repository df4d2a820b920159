/** The names that frames have in their headers: counted, and the frames that carry them. */
import type { FrameType } from '../../base/frame';
import type { NameKind } from '../../base/nameRule';
import { SETTING_COLUMNS } from './frameColumns';
import { FRAMES_BY_SETTING } from './settingTable';
import type { Sqlite } from './sqlite';

/** A name of frames of one type; null for those whose headers say nothing. */
export interface CountedName {
  readonly name: string | null;
  readonly type: FrameType;
  readonly frameCount: number;
}

/** In no order that means anything. */
export function countNames(sqlite: Sqlite, kind: NameKind): CountedName[] {
  const column = SETTING_COLUMNS[kind];
  return sqlite
    .rows(
      `select ${column}, type, sum(counted.frames) from ${FRAMES_BY_SETTING} as counted
       join setting on setting.id = counted.setting group by ${column}, type`,
    )
    .map(([name, type, frames]) => ({
      name: typeof name === 'string' ? name : null,
      type: type as FrameType,
      frameCount: Number(frames),
    }));
}

/**
 * Ids of the frames of these types that have one of these names in their headers, ascending; null for no
 * name.
 */
export function framesNamed(sqlite: Sqlite, kind: NameKind, names: readonly CountedName[]): number[] {
  const column = SETTING_COLUMNS[kind];
  return sqlite
    .rows(
      `select id from frame where setting in (
         select id from setting where (ifnull(${column}, ''), type) in
           (select ifnull(json_extract(value, '$[0]'), ''), json_extract(value, '$[1]') from json_each(?)))
       order by id`,
      JSON.stringify(names.map(({ name, type }) => [name, type])),
    )
    .map(([id]) => Number(id));
}

const OF_OBJECTS = "type in ('light', 'stack')";

/** Every name of an object as headers spell it, and how many frames have it. */
export function objectSpellings(sqlite: Sqlite): { readonly name: string; readonly frameCount: number }[] {
  return sqlite
    .all(
      `select object, sum(counted.frames) as n from ${FRAMES_BY_SETTING} as counted
       join setting on setting.id = counted.setting where object is not null and ${OF_OBJECTS}
       group by object order by object`,
    )
    .map((row) => ({ name: String(row['object']), frameCount: Number(row['n']) }));
}

/** Ids of the frames that name one of these objects, in the order of their exposures. */
export function framesOfObjects(sqlite: Sqlite, names: readonly string[]): number[] {
  return sqlite
    .rows(
      `select id from frame where setting in (
         select id from setting where object in (select value from json_each(?)) and ${OF_OBJECTS})
       order by date_obs, id`,
      JSON.stringify(names),
    )
    .map(([id]) => Number(id));
}
