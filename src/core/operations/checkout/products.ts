/** What the script of a checkout will write, for those who record it or clear it away. Pure. */
import { canCompose, type SirilDialect } from '../../siril/script/dialect';
import {
  alignedName,
  type Alignment,
  lightsOf,
  type Recipe,
  registeredSequence,
  sequencesOf,
  type StackResult,
} from '../../siril/script/recipe';
import type { MarkedResult, Marker } from './marker';

/** The results, sequences and masters of a recipe, with the masters that an earlier script has left. */
export function productsOf(
  recipe: Recipe,
  dialect: SirilDialect,
  earlier: Pick<Marker, 'masters'>,
): Pick<Marker, 'results' | 'sequences' | 'masters'> {
  const masters = recipe.sets.filter((set) => set.used && set.folder !== null).map((set) => set.master);
  const compositions = canCompose(dialect) ? recipe.alignments.flatMap(compositionOf) : [];
  return {
    results: [
      ...recipe.results.map((result): MarkedResult => stackOf(result, 'stack', result.name)),
      ...recipe.alignments.flatMap(({ results }) =>
        results.map((result) => stackOf(result, 'aligned', alignedName(result))),
      ),
      ...compositions,
    ],
    sequences: sequencesOf(recipe),
    masters: [...new Set([...earlier.masters, ...masters])],
  };
}

function stackOf(result: StackResult, kind: 'stack' | 'aligned', name: string): MarkedResult {
  const { object, filter } = result;
  return {
    name,
    kind,
    object,
    filter,
    sessions: sessionsOf([result]),
    of: [],
    lights: lightsOf(result),
    sequence: registeredSequence(result),
    parts: result.groups.map(({ sequence, lights }) => ({ sequence, lights })),
  };
}

function compositionOf({ object, results, composition }: Alignment): MarkedResult[] {
  if (composition === null) return [];
  const { name, palette, luminance, red, green, blue } = composition;
  const numbers = new Set([...(luminance === null ? [] : [luminance]), red, green, blue]);
  const used = results.filter((_, index) => numbers.has(index + 1));
  return [
    {
      name,
      kind: 'composition',
      object,
      filter: palette.toUpperCase(),
      sessions: sessionsOf(used),
      of: used.map((result) => result.name),
      lights: used.reduce((sum, result) => sum + lightsOf(result), 0),
      sequence: null,
      parts: [],
    },
  ];
}

function sessionsOf(results: readonly StackResult[]): string[] {
  return [...new Set(results.flatMap((result) => result.groups.map((group) => group.session)))];
}
