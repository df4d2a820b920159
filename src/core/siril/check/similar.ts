/** The names that somebody who mistyped one may have meant. */

/**
 * Those of `names` nearest to `word`, best first, three at most: one slip for short words, two for longer
 * ones; a slip is a letter too many, too few, wrong, or swapped with its neighbour. Compared without case.
 */
export function similarNames(word: string, names: readonly string[]): readonly string[] {
  const lower = word.toLowerCase();
  if (lower.length > 40) return [];
  const allowed = lower.length <= 4 ? 1 : 2;
  return names
    .map((name) => ({ name, slips: slips(lower, name.toLowerCase(), allowed) }))
    .filter(({ slips: count }) => count <= allowed)
    .sort((a, b) => a.slips - b.slips)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Optimal string alignment distance, given up as `most + 1` where lengths alone are too far apart. */
function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, at(before, j - 2) + 1);
      row.push(best);
    }
    before = above;
    above = row;
  }
  return at(above, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
