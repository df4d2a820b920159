/** Names of objects as the user wants them to be taken. */
import type { Alias } from '../model';
import { objectKey } from './objectName';

export type Namer = (name: string) => string;

/**
 * A function from a name in a header to the name that the user has given it; names without an alias stay. An exact alias
 * goes before a folded one, that before a pattern, of several patterns the first by spelling. An alias is followed
 * once: what it leads to is a name, not another alias.
 */
export function namerOf(aliases: readonly Alias[]): Namer {
  if (aliases.length === 0) return (name) => name;
  const exact = new Map<string, string>();
  const folded = new Map<string, string>();
  const patterns: { readonly pattern: string; readonly name: string }[] = [];
  for (const { spelling, name, matching } of [...aliases].sort((a, b) =>
    a.spelling < b.spelling ? 1 : -1,
  )) {
    if (matching === 'exact') exact.set(spelling.trim(), name);
    else if (matching === 'folded') folded.set(objectKey(spelling), name);
    else patterns.unshift({ pattern: plain(spelling), name });
  }
  const known = new Map<string, string>();
  return (name) => {
    let result = known.get(name);
    if (result === undefined) {
      result =
        exact.get(name.trim()) ??
        folded.get(objectKey(name)) ??
        patterns.find(({ pattern }) => fits(pattern, plain(name)))?.name ??
        name;
      known.set(name, result);
    }
    return result;
  };
}

/** Without case, with single blanks for blanks and `_`. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .trim();
}

/**
 * Whether a text fits a pattern of `*` and `?`. Goes back to the last `*` only, so that no pattern takes more than the
 * product of the two lengths.
 */
function fits(pattern: string, text: string): boolean {
  let [p, t, star, from] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      from = t;
    } else if (pattern[p] === '?' || pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++from;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
