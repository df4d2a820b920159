/** When two goals are about the same: names of catalogues, name rules and filters count as elsewhere. Pure. */
import type { Goal } from '../../base/goal';
import type { NameRule } from '../../base/nameRule';
import { meaningOf } from '../names/equivalent';
import { namerOf } from '../names/namer';
import { objectKey } from '../names/objectName';

/** What frames are called that were taken without a filter. */
export const NO_FILTER = 'none';

export interface GoalKeys {
  /** The name that rules give to an object: `IC 1396` for `Trunk`. */
  nameOf(object: string): string;
  /** `ngc224` for `M 31`. */
  ofObject(object: string): string;
  /** `ha` for `H-alpha`; null for frames without a filter. */
  ofFilter(filter: string | null): string;
  of(goal: Pick<Goal, 'object' | 'filter'>): string;
}

/** The keys by these name rules. */
export function goalKeys(rules: readonly NameRule[]): GoalKeys {
  const nameOf = namerOf(rules);
  const filterOf = namerOf(rules, 'filter');
  const ofObject = (object: string) => objectKey(nameOf(object));
  const ofFilter = (filter: string | null) => meaningOf('filter', filterOf(filter ?? NO_FILTER));
  return {
    nameOf,
    ofObject,
    ofFilter,
    of: ({ object, filter }) => JSON.stringify([ofObject(object), ofFilter(filter)]),
  };
}
