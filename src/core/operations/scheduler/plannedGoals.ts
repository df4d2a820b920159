/** Exposure plans as goals, and what becomes of the archive's own. Pure. */
import type { ForeignGoal, ImportGoalsReport } from '../../api/goals';
import { decimalText } from '../../base/decimals';
import { english } from '../../base/english';
import type { Goal } from '../../base/goal';
import type { GoalKeys } from '../../rules/goals/goalKeys';
import { parseWanted, shareOf } from '../../rules/goals/wantedTime';
import type { ExposurePlan } from './schedulerPlans';

/** Characters of a name; a value of a FITS card is shorter. */
const LONGEST = 200;

/** Plans of one target and filter together are one goal, in frames where they are of one exposure. */
export function plannedGoals(
  plans: readonly ExposurePlan[],
  keys: GoalKeys,
): { readonly goals: readonly ForeignGoal[]; readonly left: ImportGoalsReport['left'] } {
  const groups = new Map<string, ExposurePlan[]>();
  const left: { plan: string; why: string }[] = [];
  for (const plan of plans) {
    const why = whyNot(plan);
    if (why !== null) left.push({ plan: titleOf(plan), why });
    else {
      const key = keys.of({ object: plan.target, filter: plan.filter });
      groups.set(key, [...(groups.get(key) ?? []), plan]);
    }
  }
  const goals = [...groups.values()].flatMap((group): ForeignGoal[] => {
    const [first] = group;
    const wanted = first ? wantedOf(group) : '';
    if (first && parseWanted(wanted)) return [{ object: first.target, filter: first.filter, wanted }];
    left.push(...group.map((plan) => ({ plan: titleOf(plan), why: english('it wants too much') })));
    return [];
  });
  return { goals, left };
}

function wantedOf(group: readonly ExposurePlan[]): string {
  const [exposure = 0, ...others] = new Set(group.map((plan) => plan.exposure));
  const frames = group.reduce((sum, { desired }) => sum + desired, 0);
  if (others.length === 0) return `${frames}x${decimalText(exposure, 4)}s`;
  const seconds = group.reduce((sum, plan) => sum + plan.desired * plan.exposure, 0);
  return shareOf({ seconds, frames: null }, 1);
}

function whyNot({ target, filter, exposure, desired, active }: ExposurePlan): string | null {
  if (!active) return english('its project is closed, or its target or plan is switched off');
  if (target === '' || target.length > LONGEST) return english('its target has no name');
  if (filter === '' || filter.length > LONGEST) return english('its filter has no name');
  if (!(desired > 0) || !Number.isInteger(desired)) return english('it wants no frames');
  return exposure > 0 ? null : english('its exposure time is unknown');
}

function titleOf({ project, target, filter }: ExposurePlan): string {
  return [project, target, filter]
    .filter((part) => part !== '')
    .join(', ')
    .slice(0, LONGEST * 2);
}

/** Goals of the archive that want the same stay, others go only where they are to be replaced. */
export function comparedGoals(
  goals: readonly ForeignGoal[],
  own: readonly Goal[],
  replace: boolean,
  keys: GoalKeys,
): Omit<ImportGoalsReport, 'left'> & { readonly removed: readonly Goal[] } {
  const there = new Map(own.map((goal) => [keys.of(goal), goal]));
  const added: ForeignGoal[] = [];
  const rivals: { goal: ForeignGoal; own: string }[] = [];
  const removed: Goal[] = [];
  let same = 0;
  for (const goal of goals) {
    const other = there.get(keys.of(goal));
    if (other === undefined) added.push(goal);
    else if (parseWanted(other.wanted)?.seconds === parseWanted(goal.wanted)?.seconds) same++;
    else {
      rivals.push({ goal, own: other.wanted });
      removed.push(...own.filter((each) => keys.of(each) === keys.of(goal)));
    }
  }
  return replace
    ? { added, replaced: rivals, conflicts: [], same, removed }
    : { added, replaced: [], conflicts: rivals, same, removed: [] };
}
