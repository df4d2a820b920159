/** The table of stacked results. */
import { existsSync } from 'node:fs';
import * as v from 'valibot';
import type { Page, ResultKind, StackedResult } from '../../api/archive';
import { parsed } from '../../base/json';
import { LEFT_OUT_REASONS } from '../../base/leftOut';
import type { Row, Sqlite, SqlValue } from './sqlite';
import { fromStored, toStored } from './storedPaths';

/** A result about to be stored. */
export type NewResult = Omit<StackedResult, 'id' | 'exists'>;

export interface ResultFilter {
  readonly session?: string;
  /** Folded name of the object, null for results without one. */
  readonly objectKey?: string | null;
}

const SELECT = `select id, path, kind, object, filter, stack_count, lights, left_out, total_exposure, made,
  (select json_group_array(session) from result_session where result = id) as sessions from result`;

const SESSIONS = v.array(v.string());
const LEFT_OUT = v.array(v.object({ name: v.string(), why: v.nullable(v.picklist(LEFT_OUT_REASONS)) }));

export class Results {
  readonly #sqlite: Sqlite;
  readonly #repository: string;

  constructor(sqlite: Sqlite, repository: string) {
    this.#sqlite = sqlite;
    this.#repository = repository;
  }

  /** Stores a result; one of the same path is replaced. Inside a transaction of the caller. */
  store(result: NewResult, objectKey: string | null): void {
    const path = toStored(this.#repository, result.path);
    const before = this.#sqlite.get('select id from result where path = ?', path)?.['id'] ?? null;
    if (before !== null) this.#sqlite.run('delete from result_session where result = ?', before);
    this.#sqlite.run(
      `insert or replace into result
       (id, path, kind, object, object_key, filter, stack_count, lights, left_out, total_exposure, made)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      before,
      path,
      result.kind,
      result.object,
      objectKey,
      result.filter,
      result.stackCount,
      result.lights,
      result.leftOut.length === 0 ? null : JSON.stringify(result.leftOut),
      result.totalExposure,
      result.made,
    );
    const id = Number(this.#sqlite.get('select id from result where path = ?', path)?.['id']);
    for (const session of new Set(result.sessions)) {
      this.#sqlite.run('insert into result_session (result, session) values (?, ?)', id, session);
    }
  }

  byPath(path: string): StackedResult | undefined {
    const row = this.#sqlite.get(`${SELECT} where path = ?`, toStored(this.#repository, path));
    return row && this.#read(row);
  }

  /** Newest first. */
  page(filter: ResultFilter, from: number, limit: number): Page<StackedResult> {
    const wheres: string[] = [];
    const values: SqlValue[] = [];
    if (filter.session !== undefined) {
      wheres.push('id in (select result from result_session where session = ?)');
      values.push(filter.session);
    }
    if (filter.objectKey !== undefined) {
      wheres.push('object_key is ?');
      values.push(filter.objectKey);
    }
    const where = wheres.length > 0 ? `where ${wheres.join(' and ')}` : '';
    const rows = this.#sqlite.all(
      `${SELECT} ${where} order by made desc, id desc limit ? offset ?`,
      ...values,
      limit + 1,
      from,
    );
    const items = rows.slice(0, limit).map((row) => this.#read(row));
    return { items, next: rows.length > limit ? from + limit : null };
  }

  /** Names of the lights of a session in which Siril found too few stars, as its results tell. */
  starlessOf(session: string): ReadonlySet<string> {
    const rows = this.#sqlite.rows(
      `select left_out from result where left_out is not null
       and id in (select result from result_session where session = ?)`,
      session,
    );
    const lights = rows.flatMap(([leftOut]) => parsed(LEFT_OUT, leftOut) ?? []);
    return new Set(lights.filter(({ why }) => why === 'stars').map(({ name }) => name));
  }

  #read(row: Row): StackedResult {
    const path = fromStored(this.#repository, String(row['path']));
    return {
      id: Number(row['id']),
      path,
      kind: row['kind'] as ResultKind,
      object: row['object'] === null ? null : String(row['object']),
      filter: row['filter'] === null ? null : String(row['filter']),
      sessions: parsed(SESSIONS, row['sessions']) ?? [],
      stackCount: row['stack_count'] === null ? null : Number(row['stack_count']),
      lights: row['lights'] === null ? null : Number(row['lights']),
      leftOut: parsed(LEFT_OUT, row['left_out']) ?? [],
      totalExposure: row['total_exposure'] === null ? null : Number(row['total_exposure']),
      made: String(row['made']),
      exists: existsSync(path),
    };
  }
}

/**
 * The results of one session become those of another, as well as what that one has. Inside a transaction of
 * the caller.
 */
export function moveResults(sqlite: Sqlite, from: string, to: string): void {
  if (from === to) return;
  sqlite.run(
    `insert into result_session (result, session) select result, ?2 from result_session as moving where session = ?1
       and not exists (select 1 from result_session where result = moving.result and session = ?2)`,
    from,
    to,
  );
  sqlite.run('delete from result_session where session = ?', from);
}
