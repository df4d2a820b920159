/** What the script of a checkout will write, for those who record it or clear it away. Pure. */
import { sequencesOf } from '../siril/recipe';
import type { Recipe } from '../siril/recipe';
import type { MarkedResult, Marker } from './markerShape';

/** The results, sequences and masters of a recipe, with the masters that an earlier script has left. */
export function productsOf(
  recipe: Recipe,
  earlier: Pick<Marker, 'masters'>,
): Pick<Marker, 'results' | 'sequences' | 'masters'> {
  const masters = recipe.sets.filter((set) => set.used && set.folder !== null).map((set) => set.master);
  return {
    results: recipe.results.map((result): MarkedResult => ({
      name: result.name,
      kind: 'stack',
      object: result.object,
      filter: result.filter,
      sessions: [...new Set(result.groups.map((group) => group.session))],
      of: [],
    })),
    sequences: sequencesOf(recipe),
    masters: [...new Set([...earlier.masters, ...masters])],
  };
}
