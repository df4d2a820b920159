/** What the database notes of the archive that it is of, in the table `meta`. */
import * as v from 'valibot';
import { parsed } from '../../base/json';
import type { Sqlite } from '../database/sqlite';

const KEY = 'archive';

const SHAPE = v.object({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  home: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  /** Absolute, without links on the way. */
  repository: v.string(),
  inode: v.nullable(v.string()),
  born: v.nullable(v.string()),
});

export type IdentityRow = v.InferOutput<typeof SHAPE>;

/** Null for a database of the first version, and where the entry is damaged. */
export function readIdentityRow(sqlite: Sqlite): IdentityRow | null {
  return parsed(SHAPE, sqlite.get('select value from meta where key = ?', KEY)?.['value']);
}

/** Inside a transaction of the caller. */
export function writeIdentityRow(sqlite: Sqlite, row: IdentityRow): void {
  sqlite.run('insert or replace into meta (key, value) values (?, ?)', KEY, JSON.stringify(row));
}
