/** What is left of a database that is not whole: opened without a check, read table by table. */
import type { ArchiveError } from '../../base/errors';
import { schemaVersion } from './schema';
import { type Row, Sqlite, type SqlValue } from './sqlite';

/** Null where nothing of it can be read. `path` is for messages. */
export async function openRemains(bytes: Uint8Array, path: string): Promise<Sqlite | null> {
  try {
    const sqlite = await Sqlite.open(bytes, 'damaged', path);
    try {
      schemaVersion(sqlite);
      return sqlite;
    } catch (error) {
      sqlite.close();
      throw error;
    }
  } catch {
    // Why it does not open has been told: this is the second try.
    return null;
  }
}

export interface Remains {
  readonly rows: readonly Row[];
  /** Why some are missing; null where they are all here. */
  readonly error: ArchiveError | null;
}

/**
 * The rows of a query that can be read: all, or those before the first damaged page and those behind the
 * last. `key` are the columns by which the table is stored: SQLite then reads it from end to end and needs
 * nothing but its pages.
 * @example remainsOf(sqlite, 'select * from link', ['session', 'kind'])
 */
export function remainsOf(
  sqlite: Sqlite,
  query: string,
  key: readonly string[],
  ...values: readonly SqlValue[]
): Remains {
  const ordered = (way: string) =>
    sqlite.readable(`${query} order by ${key.map((column) => `${column} ${way}`).join(', ')}`, ...values);
  const forth = ordered('asc');
  if (forth.error === null) return forth;
  const back = ordered('desc');
  const textOf = (row: Row) => JSON.stringify(row);
  const known = new Set(forth.rows.map(textOf));
  const behind = back.rows.filter((row) => !known.has(textOf(row))).reverse();
  return { rows: [...forth.rows, ...behind], error: forth.error };
}
