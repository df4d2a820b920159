/** Frames by the object that their headers name; lights and stacks, as no other frame is of an object. */
import { FRAMES_BY_SETTING } from './settings';
import type { Sqlite } from './sqlite';

const OF_OBJECTS = "type in ('light', 'stack')";

/** Every name of an object as headers spell it, and how many frames have it. */
export function objectSpellings(sqlite: Sqlite): { readonly name: string; readonly frames: number }[] {
  return sqlite
    .all(
      `select object, sum(counted.frames) as n from ${FRAMES_BY_SETTING} as counted
       join setting on setting.id = counted.setting where object is not null and ${OF_OBJECTS}
       group by object order by object`,
    )
    .map((row) => ({ name: String(row['object']), frames: Number(row['n']) }));
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
