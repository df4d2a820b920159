/**
 * The tables, as an ordered list of migrations. `user_version` says how many of them a file has seen; a
 * released migration is never changed, only followed by another one.
 */
import { ArchiveError } from '../errors';
import { SCHEMA_1 } from './migrations/1';
import { SCHEMA_2 } from './migrations/2';
import { SCHEMA_3 } from './migrations/3';
import { SCHEMA_4 } from './migrations/4';
import type { Sqlite } from './sqlite';

const MIGRATIONS: readonly string[] = [SCHEMA_1, SCHEMA_2, SCHEMA_3, SCHEMA_4];

/** The version that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

export function schemaVersion(sqlite: Sqlite): number {
  return Number(sqlite.all('pragma user_version')[0]?.['user_version'] ?? 0);
}

/** Throws for a file of another program: it would otherwise get our tables, and be saved over. */
export function refuseForeign(sqlite: Sqlite, path: string): void {
  const tables = sqlite.all("select name from sqlite_master where type = 'table'").map((row) => row['name']);
  if (tables.length === 0 && schemaVersion(sqlite) === 0) return;
  if (schemaVersion(sqlite) > 0 && ['frame', 'folder', 'meta'].every((name) => tables.includes(name))) return;
  throw new ArchiveError('database', 'It is the database of another program', {
    path,
    expected: 'a database of Astro Archive',
    got: `tables ${tables.slice(0, 5).join(', ')}`,
    advice: 'It was left as it is. Name another file in the settings.',
  });
}

/** Brings a database to the newest schema, each step in a transaction of its own. */
export function migrate(sqlite: Sqlite, path: string): void {
  const version = schemaVersion(sqlite);
  if (version > SCHEMA_VERSION) {
    throw new ArchiveError('database', 'The database was written by a newer version of Astro Archive', {
      path,
      expected: `schema ${SCHEMA_VERSION} or older`,
      got: `schema ${version}`,
      advice: 'Update Astro Archive.',
    });
  }
  MIGRATIONS.slice(version).forEach((sql, step) => {
    sqlite.transaction(() => {
      sqlite.execute(sql);
      sqlite.execute(`pragma user_version = ${version + step + 1}`);
    });
  });
  // What a migration has rewritten leaves its old pages behind, and they would be saved with every change.
  if (version > 0 && version < SCHEMA_VERSION) sqlite.execute('vacuum');
}
