/** AstroFiler's mappings as the archive's own. Pure. */
import type { RefusedMapping } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { NameKind, NameRule } from '../../base/nameRule';
import { refuseSenseless } from '../../rules/names/rules';
import type { ForeignMapping } from './catalogue';
import { ruleKey, type Taken } from './taken';

export interface MappingPlan {
  readonly rules: readonly NameRule[];
  readonly refused: readonly RefusedMapping[];
  /** How many were taken over before and have been taken away since. */
  readonly leftAlone: number;
}

/** What the archive can map, by the card that AstroFiler maps. */
const KINDS: Readonly<Record<string, NameKind>> = {
  OBJECT: 'object',
  TELESCOP: 'telescope',
  INSTRUME: 'imager',
  FILTER: 'filter',
  OBSERVER: 'observer',
};

/**
 * AstroFiler compares a value as a whole, so that the rules are exact ones; an empty one of its own is for
 * headers that say nothing, as here. What the archive has for a name already stays.
 */
export function planMappings(
  mappings: readonly ForeignMapping[],
  existing: readonly NameRule[],
  taken: Taken,
): MappingPlan {
  const rules: NameRule[] = [];
  const refused: RefusedMapping[] = [];
  // What was taken away since counts as well: its counterpart would otherwise come in its place.
  const before: NameRule[] = [];
  for (const mapping of mappings) {
    const verdict = verdictOf(mapping, [...existing, ...rules, ...before]);
    if (verdict === 'there') continue;
    if (typeof verdict === 'string') refused.push({ ...mapping, why: verdict });
    else if (taken.has(ruleKey(verdict))) before.push(verdict);
    else rules.push(verdict);
  }
  return { rules, refused, leftAlone: before.length };
}

/** The rule, `there` where the archive has it, or why there is none. */
function verdictOf({ card, from, to }: ForeignMapping, rules: readonly NameRule[]): NameRule | string {
  const kind = KINDS[card];
  if (kind === undefined) return english('Names of {0} are not mapped', card);
  const rule: NameRule = { kind, spelling: from, name: to, matching: 'exact' };
  const same = rules.find((rule) => rule.kind === kind && rule.spelling === from);
  if (same)
    return same.name === to
      ? 'there'
      : english('The archive takes {0} for {1}, which stays', wordsOf(from), same.name);
  if (rules.some((rule) => rule.kind === kind && rule.spelling === to && rule.name === from)) {
    return english('The archive takes {0} for {1}, which stays', to, from);
  }
  try {
    refuseSenseless(rule);
    return rule;
  } catch (error) {
    if (error instanceof ArchiveError) return error.message;
    throw error;
  }
}

function wordsOf(spelling: string): string {
  return spelling === '' ? english('a missing name') : spelling;
}
