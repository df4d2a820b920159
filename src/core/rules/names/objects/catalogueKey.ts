/** The names that an object has beside its designation, built in. */
import { CLUSTERS } from './clusters';
import { DARK_NEBULAE } from './darkNebulae';
import { designationOf, foldObject } from './designation';
import { GALAXIES } from './galaxies';
import { NEBULAE } from './nebulae';
import { PLANETARIES } from './planetaries';

/** The lines of all tables, each as its names, the designation first. */
export function objectLines(): string[][] {
  return [GALAXIES, CLUSTERS, NEBULAE, PLANETARIES, DARK_NEBULAE]
    .join('\n')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' | '));
}

let table: ReadonlyMap<string, string> | undefined;

/** What a folded name or designation is another name of, as a key; null where none is known. */
export function catalogueKey(folded: string): string | null {
  table ??= new Map(
    objectLines().flatMap(([first = '', ...others]) => {
      const key = keyIn(first);
      return others.map((other) => [keyIn(other), key] as const).concat([[key, key]]);
    }),
  );
  return table.get(folded) ?? null;
}

function keyIn(name: string): string {
  const folded = foldObject(name);
  return designationOf(folded) ?? folded;
}
