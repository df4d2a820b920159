/** The table of aliases. */
import type { NameRule } from '../../base/nameRule';
import type { Sqlite } from './sqlite';

/** By kind and spelling. */
export function readRules(sqlite: Sqlite): NameRule[] {
  return sqlite
    .all('select kind, spelling, name, matching from alias order by kind, spelling')
    .map((row) => row as unknown as NameRule);
}

/** Replaces an alias of the same spelling. Inside a transaction of the caller. */
export function putRule(sqlite: Sqlite, { kind, spelling, name, matching }: NameRule): void {
  sqlite.run(
    'insert or replace into alias (kind, spelling, name, matching) values (?, ?, ?, ?)',
    kind,
    spelling,
    name,
    matching,
  );
}

export function removeRule(sqlite: Sqlite, kind: NameRule['kind'], spelling: string): void {
  sqlite.run('delete from alias where kind = ? and spelling = ?', kind, spelling);
}
