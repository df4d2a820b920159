/** Goals against what there is. Pure. */
import type { GoalProgress } from '../../api/goals';
import type { Goal } from '../../base/goal';
import { compareFilters } from '../names/filterNames';
import { objectKey } from '../names/objectName';
import type { GoalKeys } from './goalKeys';
import { parseWanted } from './wantedTime';

/** Accepted lights of one session. */
export interface AcceptedLights {
  /** Of the object; null for lights without one. */
  readonly key: string | null;
  readonly object: string | null;
  /** `OSC` for a colour camera without a filter, null for a mono camera without one. */
  readonly filter: string | null;
  readonly frameCount: number;
  /** Seconds. */
  readonly totalExposure: number;
}

/**
 * Every goal with what there is of it, by object, filters in their usual order. Of goals that mean the same,
 * since two objects have become one, the one that wants most counts.
 */
export function goalProgress(
  goals: readonly Goal[],
  lights: readonly AcceptedLights[],
  keys: GoalKeys,
): GoalProgress[] {
  const accepted = new Map<string, number>();
  const names = new Map<string, Map<string, number>>();
  for (const { key, object, filter, frameCount, totalExposure } of lights) {
    if (key === null || object === null) continue;
    const goal = JSON.stringify([key, keys.ofFilter(filter)]);
    accepted.set(goal, (accepted.get(goal) ?? 0) + totalExposure);
    const spellings = names.get(key) ?? new Map<string, number>();
    spellings.set(object, (spellings.get(object) ?? 0) + frameCount);
    names.set(key, spellings);
  }
  const called = namesOfGoals(goals, keys);
  return distinctGoals(goals, keys)
    .map((goal): GoalProgress => {
      const wanted = secondsOf(goal);
      const there = Math.round((accepted.get(keys.of(goal)) ?? 0) * 1000) / 1000;
      return {
        object:
          commonest(names.get(keys.ofObject(goal.object))) ??
          called.get(keys.ofObject(goal.object)) ??
          goal.object,
        filter: goal.filter,
        said: goal.wanted,
        wanted,
        accepted: there,
        remaining: Math.max(0, wanted - there),
        done: there >= wanted,
      };
    })
    .sort(byName);
}

/** One name for each object that there are no frames of. */
function namesOfGoals(goals: readonly Goal[], keys: GoalKeys): ReadonlyMap<string, string> {
  const sorted = goals.map(({ object }) => keys.nameOf(object)).sort();
  return new Map(sorted.reverse().map((name) => [objectKey(name), name]));
}

/** One goal for each object and filter, the one that wants most. */
export function distinctGoals(goals: readonly Goal[], keys: GoalKeys): Goal[] {
  const most = new Map<string, Goal>();
  for (const goal of goals) {
    const other = most.get(keys.of(goal));
    if (!other || secondsOf(other) < secondsOf(goal)) most.set(keys.of(goal), goal);
  }
  return [...most.values()];
}

/**
 * The same goals under other names, as objects get them by a merge: of two that are one then, the one that
 * wants most stays.
 */
export function renamedGoals(
  goals: readonly Goal[],
  nameOf: (object: string) => string,
  keys: GoalKeys,
): Goal[] {
  return distinctGoals(
    goals.map((goal) => ({ ...goal, object: nameOf(goal.object) })),
    keys,
  );
}

/** 0 for what cannot be read, which the notebook does not let in. */
function secondsOf({ wanted }: Goal): number {
  return parseWanted(wanted)?.seconds ?? 0;
}

function commonest(spellings: ReadonlyMap<string, number> = new Map()): string | undefined {
  return [...spellings].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}

const NAMES = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function byName(a: GoalProgress, b: GoalProgress): number {
  return NAMES.compare(a.object, b.object) || compareFilters(a.filter, b.filter);
}
