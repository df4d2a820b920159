/** Goals with what there is of them. */
import type { GoalProgress, GoalsRequest } from '../../api/goals';
import type { ObjectSummary, Page } from '../../api/listing';
import { goalKeys } from '../../rules/goals/goalKeys';
import { goalProgress } from '../../rules/goals/progress';
import type { Database } from '../../storage/database/database';
import { readGoals } from '../../storage/database/goals';
import { readRules } from '../../storage/database/nameRules';
import type { Sqlite } from '../../storage/database/sqlite';
import { readLights } from '../../storage/database/statistics';
import { sumOfGoals } from '../../text/goals';
import { changeGoals } from './changeGoals';

/** All goals as they are then. Throws as `changeGoals` does. */
export async function goals(
  request: GoalsRequest,
  { database }: { readonly database: Database },
): Promise<readonly GoalProgress[]> {
  if (request.action !== 'list') await changeGoals(request, database);
  return listGoals(database.sqlite);
}

/** By object and filter. Without goals no frame is counted. */
export function listGoals(sqlite: Sqlite): GoalProgress[] {
  const wanted = readGoals(sqlite);
  if (wanted.length === 0) return [];
  return goalProgress(wanted, readLights(sqlite), goalKeys(readRules(sqlite)));
}

/** Objects with the sums of their goals: hours above one goal do not make up for another. */
export function withGoals(page: Page<ObjectSummary>, sqlite: Sqlite): Page<ObjectSummary> {
  const all = listGoals(sqlite);
  if (all.length === 0) return page;
  const keys = goalKeys(readRules(sqlite));
  const byObject = new Map<string, GoalProgress[]>();
  for (const goal of all) {
    const key = keys.ofObject(goal.object);
    byObject.set(key, [...(byObject.get(key) ?? []), goal]);
  }
  const items = page.items.map((item) => {
    const own = item.object === null ? undefined : byObject.get(keys.ofObject(item.object));
    return own ? { ...item, goal: sumOfGoals(own) } : item;
  });
  return { ...page, items };
}
