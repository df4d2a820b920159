/** Sets and removes goals. */
import type { GoalsRequest } from '../../api/goals';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { Goal } from '../../base/goal';
import { type GoalKeys, goalKeys } from '../../rules/goals/goalKeys';
import { parseWanted, WANTED_EXAMPLES } from '../../rules/goals/wantedTime';
import type { Database } from '../../storage/database/database';
import { putGoal, readGoals, removeGoal } from '../../storage/database/goals';
import { readRules } from '../../storage/database/nameRules';
import { recordOperation } from '../../storage/database/operations';
import { readKnowledge } from '../../storage/database/userKnowledge';
import { knownChange } from '../history/knownChange';
import { KNOWN_CHANGE } from '../history/takeKnownBack';

/** Characters of a name; a value of a FITS card is shorter. */
const LONGEST = 200;

export interface GoalChange {
  readonly added: readonly Goal[];
  readonly removed: readonly Goal[];
}

/** Throws `request` for names and times that cannot be read, and for goals that are not there. */
export async function changeGoals(
  request: Exclude<GoalsRequest, { action: 'list' }>,
  database: Database,
): Promise<void> {
  const { sqlite } = database;
  const [goals, keys] = [readGoals(sqlite), goalKeys(readRules(sqlite))];
  const change = request.action === 'set' ? set(request, goals, keys) : remove(request, goals, keys);
  await writeGoals(change, { object: request.object.trim() }, database);
}

/** Writes them, with an entry in the history that can be undone; nothing where nothing differs. */
export async function writeGoals(
  { added, removed }: GoalChange,
  detail: Readonly<Record<string, unknown>>,
  database: Database,
): Promise<void> {
  const { sqlite } = database;
  const started = new Date().toISOString();
  const before = readKnowledge(sqlite);
  const after = new Map(before.goals.map((goal) => [nameOf(goal), goal]));
  for (const goal of removed) after.delete(nameOf(goal));
  for (const goal of added) after.set(nameOf(goal), goal);
  const known = knownChange(before, { ...before, goals: [...after.values()] });
  if (known === null) return;
  database.write(() => {
    for (const { before: old, after: goal } of known.goals) {
      if (old) removeGoal(sqlite, old);
      if (goal) putGoal(sqlite, goal);
    }
    const summary = { ...detail, goals: known.goals.length, [KNOWN_CHANGE]: known };
    recordOperation(sqlite, { kind: 'goals', started, summary });
  });
  await database.flush();
}

const nameOf = ({ object, filter }: Goal) => JSON.stringify([object, filter]);

/** Goals of the same object and filter go, under whichever names; the object keeps the name that it has. Pure. */
export function set(
  { object, times, only = false }: Omit<Extract<GoalsRequest, { action: 'set' }>, 'action'>,
  goals: readonly Goal[],
  keys: GoalKeys,
): GoalChange {
  const asked = named(object, english('The object has no name'));
  if (times.length === 0) {
    throw new ArchiveError('request', english('No goal was named'), {
      expected: english('a filter and a time, as Ha=10h'),
    });
  }
  const own = goals.filter((goal) => keys.ofObject(goal.object) === keys.ofObject(asked));
  const name = own[0]?.object ?? asked;
  const added = times.map(({ filter, wanted }): Goal => {
    const said = wanted.trim();
    if (parseWanted(said) === null) {
      throw new ArchiveError('request', english('The time for {0} cannot be read', filter), {
        reason: 'no-time',
        expected: english('one like {0}, at most 100,000 h', WANTED_EXAMPLES),
        got: said === '' ? english('nothing') : said,
      });
    }
    return { object: name, filter: named(filter, english('The filter has no name')), wanted: said };
  });
  const replaced = new Set(added.map((goal) => keys.of(goal)));
  return { added, removed: own.filter((goal) => only || replaced.has(keys.of(goal))) };
}

function remove(
  { object, filters }: Extract<GoalsRequest, { action: 'remove' }>,
  goals: readonly Goal[],
  keys: GoalKeys,
): GoalChange {
  const own = goals.filter((goal) => keys.ofObject(goal.object) === keys.ofObject(object));
  if (own.length === 0)
    throw noGoal(
      english('There is no goal for {0}', object),
      goals.map(({ object: o }) => o),
    );
  const removed =
    filters.length === 0
      ? own
      : filters.flatMap((filter) => {
          const found = own.filter((goal) => keys.ofFilter(goal.filter) === keys.ofFilter(filter));
          if (found.length > 0) return found;
          throw noGoal(
            english('There is no goal for {0} in {1}', object, filter),
            own.map((goal) => goal.filter),
          );
        });
  return { added: [], removed };
}

function noGoal(message: string, others: readonly string[]): ArchiveError {
  const names = [...new Set(others)];
  return new ArchiveError('request', message, {
    reason: 'no-goal',
    ...(names.length === 0 ? {} : { expected: names.slice(0, 10).join(', ') }),
    advice: english('List the goals to see how they are written.'),
  });
}

function named(text: string, why: string): string {
  const name = text.trim();
  if (name !== '' && name.length <= LONGEST) return name;
  throw new ArchiveError('request', why, {
    reason: 'unnamed',
    expected: english('1 to {0} characters', LONGEST),
    got: String(name.length),
  });
}
