/** Finding the number of a filter in AstroBin's equipment database. Pure. */
import type { FilterNumber } from '../../base/goal';
import { meaningOf } from '../names/equivalent';
import { foldSpelling } from '../names/namer';

/**
 * The number that the user has given to a filter of this name, else to one that means the same: `H-alpha`
 * for `Ha`. Null where there is none.
 */
export function filterNumberFinder(numbers: readonly FilterNumber[]): (filter: string) => number | null {
  const spelled = new Map(numbers.map(({ filter, number }) => [foldSpelling('filter', filter), number]));
  const meant = new Map(numbers.map(({ filter, number }) => [meaningOf('filter', filter), number]));
  return (filter) =>
    spelled.get(foldSpelling('filter', filter)) ?? meant.get(meaningOf('filter', filter)) ?? null;
}
