/** Goals in words and bars. */
import * as l10n from '@vscode/l10n';
import type { GoalProgress } from '../api/goals';
import { numberText } from './words';

type Sums = Pick<GoalProgress, 'wanted' | 'accepted'>;

/** `10 h`, `2.5 h`, `45 min`. */
export function goalHoursText(seconds: number): string {
  return seconds > 0 && seconds < 3600
    ? `${numberText(seconds / 60, 0)} min`
    : `${numberText(seconds / 3600, 1)} h`;
}

/** Signs of a bar. */
const SIGNS = 4;

/**
 * `▰▰▱▱`. A bar is full only when the goal is reached, and empty only when there is nothing.
 */
export function barText({ wanted, accepted }: Sums): string {
  const share = Math.min(1, wanted > 0 ? accepted / wanted : 1);
  const rounded = Math.round(share * SIGNS);
  const full = share >= 1 ? SIGNS : share > 0 ? Math.min(SIGNS - 1, Math.max(1, rounded)) : 0;
  return '▰'.repeat(full) + '▱'.repeat(SIGNS - full);
}

/** What counts of all goals of an object: hours above one goal do not make up for another. */
export function sumOfGoals(goals: readonly GoalProgress[]): { wanted: number; accepted: number } {
  let [wanted, accepted] = [0, 0];
  for (const goal of goals) {
    wanted += goal.wanted;
    accepted += Math.min(goal.accepted, goal.wanted);
  }
  return { wanted, accepted };
}

/** `▰▰▱▱ 12.5 of 20 h`. */
export function goalBarText(sums: Sums): string {
  return `${barText(sums)} ${goalShareText(sums)}`;
}

/** `12.5 of 20 h`, `20 of 45 min`. */
export function goalShareText({ wanted, accepted }: Sums): string {
  return wanted < 3600
    ? l10n.t('{0} of {1} min', numberText(accepted / 60, 0), numberText(wanted / 60, 0))
    : l10n.t('{0} of {1} h', numberText(accepted / 3600, 1), numberText(wanted / 3600, 1));
}
