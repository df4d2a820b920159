/** The tables of goals and of AstroBin's numbers. */
import type { FilterNumber, Goal } from '../../base/goal';
import type { Sqlite } from './sqlite';

/** By object and filter. */
export function readGoals(sqlite: Sqlite): Goal[] {
  return sqlite
    .all('select object, filter, wanted from goal order by object, filter')
    .map((row) => row as unknown as Goal);
}

/** Replaces the goal of the same names. Inside a transaction of the caller. */
export function putGoal(sqlite: Sqlite, { object, filter, wanted }: Goal): void {
  sqlite.run('insert or replace into goal (object, filter, wanted) values (?, ?, ?)', object, filter, wanted);
}

/** Inside a transaction of the caller. */
export function removeGoal(sqlite: Sqlite, { object, filter }: Pick<Goal, 'object' | 'filter'>): void {
  sqlite.run('delete from goal where object = ? and filter = ?', object, filter);
}

/** By filter. */
export function readFilterNumbers(sqlite: Sqlite): FilterNumber[] {
  return sqlite
    .all('select filter, number from filter_number order by filter')
    .map((row) => row as unknown as FilterNumber);
}

/** Null forgets the number. Inside a transaction of the caller. */
export function putFilterNumber(sqlite: Sqlite, filter: string, number: number | null): void {
  sqlite.run('delete from filter_number where filter = ?', filter);
  if (number !== null) {
    sqlite.run('insert into filter_number (filter, number) values (?, ?)', filter, number);
  }
}
