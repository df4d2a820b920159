/** Suggestions for the names of an archive. */
import type { NameCount, NameSuggestion, SuggestRequest } from '../../../api/names';
import { NAME_KINDS, type NameKind } from '../../../base/nameRule';
import { carries } from '../../../rules/names/namer';
import { suggestNames } from '../../../rules/names/suggest';
import type { Database } from '../../../storage/database/database';
import { countNames } from '../../../storage/database/headerNames';
import { readRules } from '../../../storage/database/nameRules';
import type { Sqlite } from '../../../storage/database/sqlite';

/** Of each kind those that concern the most frames first. */
export function nameSuggestions(
  { kind }: SuggestRequest,
  { database: { sqlite } }: { readonly database: Pick<Database, 'sqlite'> },
): NameSuggestion[] {
  const rules = readRules(sqlite);
  const kinds: readonly NameKind[] = kind === undefined ? NAME_KINDS : [kind];
  return kinds.flatMap((each) => suggestNames(each, namesOf(each, sqlite), rules));
}

function namesOf(kind: NameKind, sqlite: Sqlite): NameCount[] {
  const frames = new Map<string, number>();
  for (const { name, type, frameCount: count } of countNames(sqlite, kind)) {
    // The object of a dark is none.
    if (name !== null && carries(kind, type)) frames.set(name, (frames.get(name) ?? 0) + count);
  }
  return [...frames].map(([name, count]) => ({ name, frameCount: count }));
}
