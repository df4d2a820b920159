/** Names that mean the same get one spelling, so that figures are summed by plain names. Pure. */
import type { StatsRow } from '../../api/archive';
import { foldName } from '../names/fold';
import { objectKey } from '../names/objectName';

/**
 * Objects, telescopes and cameras as most of the frames spell them; the first by name where two are as common.
 * An object is called as its lights call it.
 */
export function oneSpelling(rows: readonly StatsRow[]): StatsRow[] {
  const lights = rows.filter(({ kind, session }) => kind === 'light' && session !== null);
  const objectOf = spellings(lights, ({ object }) => object, objectKey);
  const otherOf = spellings(rows, ({ object }) => object, objectKey);
  const telescopeOf = spellings(rows, ({ telescope }) => telescope, foldName);
  const imagerOf = spellings(rows, ({ imager }) => imager, foldName);
  return rows.map((row) => ({
    ...row,
    object: objectOf(row.object) ?? otherOf(row.object) ?? null,
    telescope: telescopeOf(row.telescope) ?? null,
    imager: imagerOf(row.imager) ?? null,
  }));
}

/** Name to the spelling that most frames carry, of all with the same key. */
function spellings(
  rows: readonly StatsRow[],
  nameOf: (row: StatsRow) => string | null,
  keyOf: (name: string) => string | null,
): (name: string | null) => string | undefined {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const name = nameOf(row);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + row.frameCount);
  }
  const best = new Map<string | null, string>();
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  for (const [name] of sorted) {
    const key = keyOf(name);
    if (!best.has(key)) best.set(key, name);
  }
  return (name) => (name === null ? undefined : best.get(keyOf(name)));
}
