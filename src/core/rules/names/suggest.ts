/** Which names of an archive probably mean the same. Pure. */
import type { NameCount, NameSuggestion } from '../../api/names';
import type { NameKind, NameRule } from '../../base/nameRule';
import { areDifferentFilters, meaningOf, modelOf } from './equivalent';
import { foldSpelling, namerOf } from './namer';
import { catalogueKey } from './objects/catalogueKey';
import { foldObject } from './objects/designation';
import { isTypo, typoKeys, wordsOf } from './typo';

/** The most used ones; an archive of more names of one kind names its frames, not its things. */
const MOST_NAMES = 20_000;

/** Names of one meaning, the one that they should have first. */
interface Group {
  readonly names: readonly NameCount[];
  readonly frameCount: number;
  /** It is what a rule leads to already, and so cannot be led on. */
  readonly fixed: boolean;
}

/**
 * Groups of near-equal names, those that concern the most frames first: `eq 6` (3 frames) → `EQ6` (120
 * frames). `found` are the names as headers have them; those that a rule renames count for what it leads to.
 * Of each group the name that most frames have is the one to keep, unless a rule has chosen one. Each name is
 * suggested at most once.
 */
export function suggestNames(
  kind: NameKind,
  found: readonly NameCount[],
  rules: readonly NameRule[],
): NameSuggestion[] {
  const { names, chosen } = afterRules(kind, found, rules);
  const groups = groupsOf(kind, names, chosen);
  const merged = new Set<Group>();
  const kept = new Set<Group>();
  const pairs = [...makerless(kind, groups), ...slips(kind, groups), ...shortened(kind, groups)];
  const suggestions = pairs.filter(({ from, to }) => {
    if (merged.has(from) || kept.has(from) || merged.has(to) || from.fixed) return false;
    merged.add(from);
    kept.add(to);
    return true;
  });
  const own = groups.flatMap((group) => {
    const [first, ...others] = group.names;
    if (!first || others.length === 0 || merged.has(group)) return [];
    const why = others.every(({ name }) => isSpelling(kind, name, first.name)) ? 'spelling' : 'meaning';
    return suggestionOf(kind, first, others, why, chosen);
  });
  const across = suggestions.flatMap(({ from, to, why }) => {
    const [first] = to.names;
    return first ? suggestionOf(kind, first, from.names, why, chosen) : [];
  });
  return [...own, ...across].sort((a, b) => concerned(b) - concerned(a) || (a.name < b.name ? -1 : 1));
}

/** A rule for each spelling that folding does not take for another one. */
function rulesFor(kind: NameKind, name: string, spellings: readonly NameCount[]): NameRule[] {
  const rules = new Map<string, NameRule>();
  for (const { name: spelling } of spellings) {
    const key = foldSpelling(kind, spelling);
    if (!rules.has(key)) rules.set(key, { kind, spelling, name, matching: 'folded' });
  }
  return [...rules.values()];
}

function afterRules(kind: NameKind, found: readonly NameCount[], rules: readonly NameRule[]) {
  const nameOf = namerOf(rules, kind);
  const frames = new Map<string, number>();
  for (const each of found) {
    const name = nameOf(each.name);
    frames.set(name, (frames.get(name) ?? 0) + each.frameCount);
  }
  const names = [...frames].map(([name, count]) => ({ name, frameCount: count })).sort(mostUsed);
  const chosen = new Set(rules.filter((rule) => rule.kind === kind).map(({ name }) => name));
  return { names: names.slice(0, MOST_NAMES), chosen };
}

function groupsOf(
  kind: NameKind,
  names: readonly NameCount[],
  chosen: ReadonlySet<string>,
): readonly Group[] {
  const byMeaning = new Map<string, NameCount[]>();
  for (const each of names) {
    const meaning = meaningOf(kind, each.name);
    const same = byMeaning.get(meaning);
    if (same) same.push(each);
    else byMeaning.set(meaning, [each]);
  }
  return [...byMeaning.values()].map((same) => {
    const ordered = [...same].sort(
      (a, b) => Number(chosen.has(b.name)) - Number(chosen.has(a.name)) || mostUsed(a, b),
    );
    return {
      names: ordered,
      frameCount: same.reduce((sum, { frameCount }) => sum + frameCount, 0),
      fixed: same.some(({ name }) => chosen.has(name)),
    };
  });
}

interface Pair {
  readonly from: Group;
  readonly to: Group;
  readonly why: NameSuggestion['why'];
}

const firstFixed = (a: Group, b: Group) => Number(b.fixed) - Number(a.fixed) || b.frameCount - a.frameCount;

/**
 * Cameras and telescopes of one model, whose maker or serial number some programs write and others leave out;
 * two makers and two serial numbers are two things.
 */
function makerless(kind: NameKind, groups: readonly Group[]): Pair[] {
  if (kind !== 'telescope' && kind !== 'imager') return [];
  interface Same {
    readonly makers: Set<string>;
    readonly serials: Set<string>;
    readonly groups: Group[];
  }
  const models = new Map<string, Same>();
  for (const group of [...groups].sort(firstFixed)) {
    const found = modelOf(group.names[0]?.name ?? '');
    if (!found) continue;
    const same: Same = models.get(found.model) ?? { makers: new Set(), serials: new Set(), groups: [] };
    if (found.maker !== '') same.makers.add(found.maker);
    if (found.serial !== '') same.serials.add(found.serial);
    same.groups.push(group);
    models.set(found.model, same);
  }
  return [...models.values()].flatMap(({ makers, serials, groups: [to, ...others] }) =>
    to && makers.size <= 1 && serials.size <= 1
      ? others.map((from) => ({ from, to, why: 'meaning' as const }))
      : [],
  );
}

/** Each group beside the most used one that is a slip away from it. */
function slips(kind: NameKind, groups: readonly Group[]): Pair[] {
  const ordered = [...groups].sort(firstFixed);
  const first = new Map<string, Group>();
  const pairs: Pair[] = [];
  for (const group of ordered) {
    const words = wordsOf(group.names[0]?.name ?? '');
    if (words.length === 0) continue;
    const keys = typoKeys(words);
    const to = keys.map((key) => first.get(key)).find((other) => other && areNear(kind, group, other));
    if (to) pairs.push({ from: group, to, why: 'typo' });
    for (const key of keys) if (!first.has(key)) first.set(key, group);
  }
  return pairs;
}

function areNear(kind: NameKind, a: Group, b: Group): boolean {
  const [one, other] = [a.names[0]?.name ?? '', b.names[0]?.name ?? ''];
  if (kind === 'filter' && areDifferentFilters(one, other)) return false;
  if (kind === 'object' && catalogueKey(foldObject(one)) !== null && catalogueKey(foldObject(other)) !== null)
    return false;
  return isTypo(wordsOf(one), wordsOf(other));
}

/** An observer's first name, where one whole name alone begins with it: `Benny` and `Benny Colyn`. */
function shortened(kind: NameKind, groups: readonly Group[]): Pair[] {
  if (kind !== 'observer') return [];
  const whole = new Map<string, Group | null>();
  for (const group of groups) {
    const words = wordsOf(group.names[0]?.name ?? '');
    for (let length = 1; length < words.length; length++) {
      const beginning = words.slice(0, length).join(' ');
      whole.set(beginning, whole.has(beginning) ? null : group);
    }
  }
  return groups.flatMap((from) => {
    const to = whole.get(wordsOf(from.names[0]?.name ?? '').join(' '));
    return to ? [{ from, to, why: 'short' as const }] : [];
  });
}

/** Whether the two differ in nothing but case, blanks and the like. */
function isSpelling(kind: NameKind, a: string, b: string): boolean {
  return kind === 'object'
    ? foldObject(a) === foldObject(b)
    : foldSpelling(kind, a) === foldSpelling(kind, b);
}

function suggestionOf(
  kind: NameKind,
  { name, frameCount }: NameCount,
  spellings: readonly NameCount[],
  why: NameSuggestion['why'],
  chosen: ReadonlySet<string>,
): NameSuggestion[] {
  // What a rule leads to is not led on.
  const free = spellings.filter((spelling) => !chosen.has(spelling.name));
  if (free.length === 0) return [];
  return [{ kind, name, frameCount, spellings: free, why, rules: rulesFor(kind, name, free) }];
}

const concerned = ({ spellings }: NameSuggestion) =>
  spellings.reduce((sum, { frameCount }) => sum + frameCount, 0);

function mostUsed(a: NameCount, b: NameCount): number {
  return b.frameCount - a.frameCount || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
