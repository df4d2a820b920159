/** Suggestions for the names of an archive, and rules from a file. */
import { writeAliases } from '../../knowledge/nameRules';
import { readAliases } from '../../../storage/database/aliases';
import { countNames } from '../../../storage/database/names';
import type { Sqlite } from '../../../storage/database/sqlite';
import { NAME_KINDS, type NameKind } from '../../../base/nameRule';
import type { RegenerateParts } from '../../regenerate/regenerate';
import type {
  ImportNamesReport,
  ImportNamesRequest,
  NameCount,
  NameSuggestion,
  SuggestRequest,
} from '../../../api/names';
import { carries } from '../../../rules/names/userAliases';
import { mergeNames, parseNames } from '../../../rules/names/exchange';
import { suggestNames } from '../../../rules/names/suggest';

/** Of each kind those that concern the most frames first. */
export function nameSuggestions({ kind }: SuggestRequest, sqlite: Sqlite): NameSuggestion[] {
  const rules = readAliases(sqlite);
  const kinds: readonly NameKind[] = kind === undefined ? NAME_KINDS : [kind];
  return kinds.flatMap((each) => suggestNames(each, namesOf(each, sqlite), rules));
}

function namesOf(kind: NameKind, sqlite: Sqlite): NameCount[] {
  const frames = new Map<string, number>();
  for (const { name, type, frames: count } of countNames(sqlite, kind)) {
    // The object of a dark is none.
    if (name !== null && carries(kind, type)) frames.set(name, (frames.get(name) ?? 0) + count);
  }
  return [...frames].map(([name, count]) => ({ name, frames: count }));
}

/** Rejects with `format` where the text holds no names. */
export async function importNames(
  { text, replace, dryRun }: ImportNamesRequest,
  parts: RegenerateParts,
): Promise<ImportNamesReport> {
  const { rules, refused } = parseNames(text);
  const merge = mergeNames(readAliases(parts.database.sqlite), rules, replace);
  const { added, replaced, conflicts, same, removed } = merge;
  if (!dryRun && added.length + replaced.length > 0) {
    const summary = { added: added.length, replaced: replaced.length, imported: true };
    await writeAliases({ added: [...added, ...replaced.map(({ rule }) => rule)], removed }, summary, parts);
  }
  return { added, replaced, conflicts, same, refused };
}
