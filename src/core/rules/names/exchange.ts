/** Rules for names as a file that people hand to each other, and what becomes of one. Pure. */
import * as v from 'valibot';
import type { ImportNamesReport } from '../../api/names';
import { english } from '../../base/english';
import { ArchiveError, messageOf } from '../../base/errors';
import { isRecord } from '../../base/json';
import type { NameRule } from '../../base/nameRule';
import { foldSpelling } from './namer';
import { isAbout, refuseSenseless, ruleOf } from './rules';
import { NAMES_VERSION } from './rulesFile';

/** More than anybody has names. */
const MOST_RULES = 100_000;

/**
 * What a file of names holds; a notebook (`astro-archive.json`) and the answer of `map --json` are such
 * files, too.
 */
export interface ReadNames {
  readonly rules: readonly NameRule[];
  /** Entries that are no rules, as text, and why. */
  readonly refused: ImportNamesReport['refused'];
}

/** Throws `format` for a text that holds no names at all, and for one of a newer version. */
export function parseNames(text: string): ReadNames {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw noNames(messageOf(error));
  }
  const entries = entriesOf(value);
  const rules: NameRule[] = [];
  const refused: { readonly entry: string; readonly why: string }[] = [];
  for (const entry of entries) {
    const rule = ruleOf(entry);
    const why = rule ? whyNot(rule) : english('It is no rule of this version');
    if (rule && why === null) rules.push(rule);
    else refused.push({ entry: (JSON.stringify(entry) ?? '').slice(0, 200), why: why ?? '' });
  }
  return { rules, refused };
}

const LIST = v.pipe(
  v.array(v.unknown(), english('no list of rules')),
  v.maxLength(MOST_RULES, ({ received }) => english('{0} rules, {1} at most', received, MOST_RULES)),
);
const NEWER = v.object({ version: v.pipe(v.number(), v.gtValue(NAMES_VERSION)) });
/** A file of rules alone, or a notebook, which calls them aliases. */
const FILE = v.pipe(
  v.custom<Record<string, unknown>>(isRecord, english('neither a list nor an object')),
  v.transform(({ rules, aliases }) => rules ?? aliases),
  LIST,
);

function entriesOf(value: unknown): readonly unknown[] {
  const newer = v.safeParse(NEWER, value);
  if (newer.success) {
    throw new ArchiveError('format', english('The names were written by a newer version of Astro Archive'), {
      reason: 'newer-version',
      expected: `version ${NAMES_VERSION}`,
      got: `version ${newer.output.version}`,
      advice: 'Update Astro Archive.',
    });
  }
  const entries = v.safeParse(Array.isArray(value) ? LIST : FILE, value);
  if (!entries.success) throw noNames(entries.issues[0].message);
  return entries.output;
}

function whyNot(rule: NameRule): string | null {
  try {
    refuseSenseless(rule);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

function noNames(got: string): ArchiveError {
  return new ArchiveError('format', english('The file holds no names'), {
    reason: 'no-names',
    expected: english('JSON with a list of rules, as map export writes it'),
    got,
  });
}

/** What an import changes. */
export interface NameMerge extends Pick<ImportNamesReport, 'added' | 'replaced' | 'conflicts' | 'same'> {
  readonly removed: readonly NameRule[];
}

/**
 * Rules that are new are added. One that says another thing than the archive's own for the same name is a
 * conflict: the archive's own stays, or gives way where `replace` is set. Of two that contradict each other
 * in the file the first counts.
 */
export function mergeNames(
  own: readonly NameRule[],
  incoming: readonly NameRule[],
  replace: boolean,
): NameMerge {
  const added: NameRule[] = [];
  const replaced: { readonly rule: NameRule; readonly own: NameRule }[] = [];
  const conflicts: { readonly rule: NameRule; readonly own: NameRule }[] = [];
  const removed: NameRule[] = [];
  let same = 0;
  const index = new RuleIndex(own);
  const fresh = new RuleIndex([]);
  for (const rule of incoming) {
    const twin = fresh.about(rule)[0];
    const rivals = index.about(rule);
    const [rival] = rivals;
    if (twin) {
      if (isSame(twin, rule)) same++;
      else conflicts.push({ rule, own: twin });
    } else if (!rival) {
      added.push(rule);
      fresh.add(rule);
    } else if (rivals.some((other) => isSame(other, rule))) same++;
    else if (replace) {
      replaced.push({ rule, own: rival });
      removed.push(...rivals);
      fresh.add(rule);
    } else conflicts.push({ rule, own: rival });
  }
  return { added, replaced, conflicts, same, removed };
}

/** Finds the rules for the same name without looking at all of them. */
class RuleIndex {
  readonly #byKey = new Map<string, NameRule[]>();

  constructor(rules: readonly NameRule[]) {
    for (const rule of rules) this.add(rule);
  }

  add(rule: NameRule): void {
    for (const key of keysOf(rule)) {
      const same = this.#byKey.get(key);
      if (same) same.push(rule);
      else this.#byKey.set(key, [rule]);
    }
  }

  about(rule: NameRule): NameRule[] {
    const found = keysOf(rule).flatMap((key) => this.#byKey.get(key) ?? []);
    return [...new Set(found)].filter((other) => isAbout(rule, other));
  }
}

function keysOf({ kind, spelling, matching }: NameRule): string[] {
  const folded = matching === 'folded' ? [`${kind} folded ${foldSpelling(kind, spelling)}`] : [];
  return [`${kind} ${spelling}`, ...folded];
}

function isSame(a: NameRule, b: NameRule): boolean {
  return a.name === b.name && a.matching === b.matching;
}
