/** Which of the goals can be worked on longest in a night. Pure. */
import type { GoalProgress } from '../../api/goals';
import type { TonightGoal, TonightTarget, Visibility } from '../../api/tonight';
import { meaningOf } from '../names/equivalent';

/** Where an object is, degrees, J2000. */
export interface PlacedObject {
  readonly object: string;
  readonly ra: number;
  readonly dec: number;
}

/** Filters that let through one or two lines of nebulae only, so that the Moon does not matter much. */
const NARROW: ReadonlySet<string> = new Set(['ha', 'hb', 'oiii', 'sii', 'nii', 'haoiii', 'siioiii']);
/** `Ha 3nm`, `Antlia SII`, `L-eXtreme`, `NBZ`. */
const NARROW_WORDS =
  /(?<![a-z])(?:h-?alpha|h-?a|h-?beta|o-?iii|s-?ii|n-?ii|\d+(?:\.\d+)? ?nm|l-?(?:extreme|ultimate|enhance)|nbz|duo.?band|dual.?band|narrow.?band)(?![a-z])/i;

/** Whether moonlight does little harm behind a filter. */
export function isNarrowband(filter: string): boolean {
  return NARROW.has(meaningOf('filter', filter)) || NARROW_WORDS.test(filter);
}

/**
 * The objects with goals that are not done, the one with the most usable time first. A narrowband filter can
 * use every dark hour in which its object is high, all others those without a disturbing Moon.
 */
export function sortTonight(
  goals: readonly GoalProgress[],
  placed: readonly PlacedObject[],
  visibilityOf: (place: PlacedObject) => Visibility,
): TonightTarget[] {
  const open = goals.filter(({ done }) => !done);
  const targets = placed.flatMap((place): TonightTarget[] => {
    const own = open.filter(({ object }) => object === place.object);
    if (own.length === 0) return [];
    const seen = visibilityOf(place);
    const timed = own.map((goal): TonightGoal => ({
      ...goal,
      usable: isNarrowband(goal.filter) ? seen.high : seen.highMoonless,
    }));
    return [{ ...place, ...seen, goals: timed.sort((a, b) => b.usable - a.usable) }];
  });
  const best = ({ goals: [first] }: TonightTarget) => first?.usable ?? 0;
  return targets.sort(
    (a, b) =>
      best(b) - best(a) ||
      (b.highest?.altitude ?? 0) - (a.highest?.altitude ?? 0) ||
      (a.object < b.object ? -1 : 1),
  );
}
