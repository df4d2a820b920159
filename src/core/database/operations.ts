/** The history: what was done to the archive, when, and how it ended. */
import * as v from 'valibot';
import { parsed } from './json';
import type { Sqlite } from './sqlite';

export interface NewOperation {
  /** `register`, `regenerate`, `checkout`, `undo` … */
  readonly kind: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  /** Stored as JSON: counts, not lists of files. */
  readonly summary: Readonly<Record<string, unknown>>;
  /** Name of its journal, null or left out where it touched no file. */
  readonly journal?: string | null;
}

/** An operation of the past. */
export interface Operation {
  readonly id: number;
  readonly kind: string;
  readonly started: string;
  readonly finished: string | null;
  /** Empty where it cannot be read. */
  readonly summary: Readonly<Record<string, unknown>>;
  readonly journal: string | null;
  /** When it was taken back, ISO 8601 UTC; null while it stands. */
  readonly undone: string | null;
}

const SUMMARY = v.record(v.string(), v.unknown());

/** Inside a transaction of the caller. */
export function recordOperation(sqlite: Sqlite, operation: NewOperation): void {
  sqlite.run(
    'insert into operation (kind, started, finished, summary, journal) values (?, ?, ?, ?, ?)',
    operation.kind,
    operation.started,
    new Date().toISOString(),
    JSON.stringify(operation.summary),
    operation.journal ?? null,
  );
}

/** Whether the operation with this journal is in the history. */
export function isRecorded(sqlite: Sqlite, journal: string): boolean {
  return sqlite.all('select 1 from operation where journal = ? limit 1', journal).length > 0;
}

/** Whether any operation was a checkout into this folder, absolute. A summary that is not whole tells nothing. */
export function hasCheckedOutInto(sqlite: Sqlite, folder: string, home: string): boolean {
  const rows = sqlite.all(
    `select 1 from operation where kind = 'checkout'
     and case when json_valid(summary) then json_extract(summary, '$.folder') end = ?
     and json_extract(summary, '$.home') = ? limit 1`,
    folder,
    home,
  );
  return rows.length > 0;
}

/** The newest first: `limit` of them older than the operation `before`. */
export function operations(sqlite: Sqlite, limit: number, before = Number.MAX_SAFE_INTEGER): Operation[] {
  return sqlite
    .all(
      `select id, kind, started, finished, summary, journal, undone from operation
       where id < ? order by id desc limit ?`,
      before,
      limit,
    )
    .map((row) => ({
      id: Number(row['id']),
      kind: String(row['kind']),
      started: String(row['started']),
      finished: textOf(row['finished']),
      summary: parsed(SUMMARY, row['summary']) ?? {},
      journal: textOf(row['journal']),
      undone: textOf(row['undone']),
    }));
}

/** Inside a transaction of the caller. */
export function markUndone(sqlite: Sqlite, id: number): void {
  sqlite.run('update operation set undone = ? where id = ?', new Date().toISOString(), id);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
