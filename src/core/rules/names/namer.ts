/** Names as the user wants them to be taken. */
import type { Frame } from '../../base/frame';
import { NAME_KINDS, type NameKind, type NameRule } from '../../base/nameRule';
import { objectKey } from './objectName';
import { foldObject } from './objects/designation';

export type Namer = (name: string) => string;

/** As much of a frame as its names need; kinds that are left out are not looked at. */
export type Named = Pick<Frame, 'type'> & Partial<Pick<Frame, NameKind>>;
/** Gives a frame the names that the user wants it to have; the same frame where none is another. */
export type FrameNamer = <T extends Named>(frame: T) => T;

/**
 * What two spellings that a `folded` rule takes for one have in common: `eq6` for `EQ-6`, `ngc224` for the
 * object `M 31`.
 */
export function foldSpelling(kind: NameKind, name: string): string {
  return kind === 'object' ? objectKey(name) : foldObject(name);
}

/**
 * A function from a name in a header to the name that the user has given it; names without an alias stay. An
 * exact alias goes before a folded one, that before a pattern, of several patterns the first by spelling. An
 * alias is followed once: what it leads to is a name, not another alias. Those of other kinds do not count.
 */
export function namerOf(all: readonly NameRule[], kind: NameKind = 'object'): Namer {
  const aliases = all.filter((alias) => alias.kind === kind);
  if (aliases.length === 0) return (name) => name;
  const exact = new Map<string, string>();
  const folded = new Map<string, string>();
  const patterns: { readonly pattern: string; readonly name: string }[] = [];
  for (const { spelling, name, matching } of [...aliases].sort((a, b) =>
    a.spelling < b.spelling ? 1 : -1,
  )) {
    if (matching === 'exact') exact.set(spelling.trim(), name);
    else if (matching === 'folded') folded.set(foldSpelling(kind, spelling), name);
    else patterns.unshift({ pattern: plain(spelling), name });
  }
  const known = new Map<string, string>();
  return (name) => {
    let result = known.get(name);
    if (result === undefined) {
      result =
        exact.get(name.trim()) ??
        folded.get(foldSpelling(kind, name)) ??
        patterns.find(({ pattern }) => fits(pattern, plain(name)))?.name ??
        name;
      known.set(name, result);
    }
    return result;
  };
}

/**
 * The same for all names of a frame. Headers that say nothing get a name only where frames of that type have
 * one.
 */
export function frameNamer(aliases: readonly NameRule[]): FrameNamer {
  const namers = NAME_KINDS.flatMap((kind) => {
    const own = aliases.filter((alias) => alias.kind === kind);
    if (own.length === 0) return [];
    const missing = own.find(({ spelling }) => spelling.trim() === '')?.name ?? null;
    return [{ kind, missing, nameOf: namerOf(own, kind) }];
  });
  if (namers.length === 0) return (frame) => frame;
  return (frame) => {
    let named = frame;
    for (const { kind, missing, nameOf } of namers) {
      const before = frame[kind];
      if (before === undefined) continue;
      const after = before !== null ? nameOf(before) : carries(kind, frame.type) ? missing : null;
      if (after !== before) named = { ...named, [kind]: after };
    }
    return named;
  };
}

/**
 * Whether a frame of this type has such a name, written down or not: a dark is of no object and behind no
 * filter.
 */
export function carries(kind: NameKind, type: Frame['type']): boolean {
  if (kind === 'object') return type === 'light' || type === 'stack';
  if (kind === 'filter') return type === 'light' || type === 'flat' || type === 'stack';
  return true;
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
 * Whether a text fits a pattern of `*` and `?`. Goes back to the last `*` only, so that no pattern takes more
 * than the product of the two lengths.
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
