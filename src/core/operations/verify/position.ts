/** Where a verification that was cut short goes on, in the table `meta`. */
import * as v from 'valibot';
import { parsed } from '../../base/json';
import type { Database } from '../../storage/database/database';

export interface Position {
  /** Id of the last frame that was checked; 0 before the first. */
  readonly last: number;
  /** When the verification began, ISO 8601 UTC. */
  readonly started: string;
}

/** A quick verification must not end a thorough one that is under way: each has its own place. */
const keyOf = (quick: boolean) => (quick ? 'verify.quick' : 'verify.full');

const POSITION = v.object({ last: v.pipe(v.number(), v.safeInteger(), v.minValue(0)), started: v.string() });

/** Null where no verification was cut short, or where nobody can tell any more. */
export function readPosition({ sqlite }: Database, quick: boolean): Position | null {
  const value = sqlite.get('select value from meta where key = ?', keyOf(quick))?.['value'];
  return parsed(POSITION, value);
}

/** Null forgets it: the next verification begins with the first frame. */
export function writePosition(database: Database, quick: boolean, position: Position | null): void {
  database.write((sqlite) => {
    if (position === null) sqlite.run('delete from meta where key = ?', keyOf(quick));
    else {
      sqlite.run(
        'insert or replace into meta (key, value) values (?, ?)',
        keyOf(quick),
        JSON.stringify(position),
      );
    }
  });
}
