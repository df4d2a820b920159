/** The history: what was done to the archive, when, and how it ended. */
import * as v from 'valibot';
import { parsed } from '../../base/json';
import type { Row, Sqlite } from './sqlite';

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

/**
 * As `recordOperation`; where the newest operation is `isSame`, it becomes this one: a note that is typed
 * with pauses is saved many times, and is one entry. Inside a transaction of the caller.
 */
export function recordOnce(
  sqlite: Sqlite,
  operation: Omit<NewOperation, 'journal'>,
  isSame: (newest: Operation) => boolean,
): void {
  const [newest] = operations(sqlite, 1);
  if (newest === undefined || !isSame(newest)) {
    recordOperation(sqlite, operation);
    return;
  }
  sqlite.run(
    'update operation set finished = ?, summary = ? where id = ?',
    new Date().toISOString(),
    JSON.stringify(operation.summary),
    newest.id,
  );
}

/**
 * Whether any operation was a checkout into this folder, absolute. A summary that is not whole tells nothing.
 */
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

/** The operation with this journal, where it is in the history. */
export function operationOfJournal(sqlite: Sqlite, journal: string): Operation | undefined {
  const row = sqlite.get(`${SELECT} where journal = ? limit 1`, journal);
  return row && operationOf(row);
}

const SELECT = 'select id, kind, started, finished, summary, journal, undone from operation';

/** The newest first: `limit` of them older than the operation `before`. */
export function operations(sqlite: Sqlite, limit: number, before = Number.MAX_SAFE_INTEGER): Operation[] {
  return sqlite.all(`${SELECT} where id < ? order by id desc limit ?`, before, limit).map(operationOf);
}

/** Those that came after an operation, the oldest first. */
export function operationsAfter(sqlite: Sqlite, id: number): Operation[] {
  return sqlite.all(`${SELECT} where id > ? order by id`, id).map(operationOf);
}

export function operationById(sqlite: Sqlite, id: number): Operation | undefined {
  const row = sqlite.get(`${SELECT} where id = ?`, id);
  return row && operationOf(row);
}

function operationOf(row: Row): Operation {
  return {
    id: Number(row['id']),
    kind: String(row['kind']),
    started: String(row['started']),
    finished: textOf(row['finished']),
    summary: parsed(SUMMARY, row['summary']) ?? {},
    journal: textOf(row['journal']),
    undone: textOf(row['undone']),
  };
}

/** Gives an operation another summary. Inside a transaction of the caller. */
export function setSummary(sqlite: Sqlite, id: number, summary: Operation['summary']): void {
  sqlite.run('update operation set summary = ? where id = ?', JSON.stringify(summary), id);
}

/** Inside a transaction of the caller. */
export function markUndone(sqlite: Sqlite, id: number): void {
  sqlite.run('update operation set undone = ? where id = ?', new Date().toISOString(), id);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
