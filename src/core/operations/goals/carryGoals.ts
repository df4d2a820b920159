/** Takes goals along when objects get other names. */
import type { NameRule } from '../../base/nameRule';
import { goalKeys } from '../../rules/goals/goalKeys';
import { renamedGoals } from '../../rules/goals/progress';
import { putGoal, readGoals, removeGoal } from '../../storage/database/goals';
import type { Sqlite } from '../../storage/database/sqlite';

/**
 * Every goal gets the name that `nameOf` gives to its object, by the rules as they are then. Inside a
 * transaction of the caller, which notes what has changed so that it can be taken back.
 */
export function carryGoals(
  sqlite: Sqlite,
  nameOf: (object: string) => string,
  rules: readonly NameRule[],
): void {
  const before = readGoals(sqlite);
  if (before.every(({ object }) => nameOf(object) === object)) return;
  for (const goal of before) removeGoal(sqlite, goal);
  for (const goal of renamedGoals(before, nameOf, goalKeys(rules))) putGoal(sqlite, goal);
}
