/** Suggestions for the names of an archive, and rules from a file. */
import type { ImportNamesReport, ImportNamesRequest } from '../../../api/names';
import { mergeNames, parseNames } from '../../../rules/names/exchange';
import { readRules } from '../../../storage/database/nameRules';
import { writeRules } from '../../knowledge/changeRules';
import type { RegenerateParts } from '../../regenerate/regenerate';

/** Rejects with `format` where the text holds no names. */
export async function importNames(
  { text, replace, dryRun }: ImportNamesRequest,
  parts: RegenerateParts,
): Promise<ImportNamesReport> {
  const { rules, refused } = parseNames(text);
  const merge = mergeNames(readRules(parts.database.sqlite), rules, replace);
  const { added, replaced, conflicts, same, removed } = merge;
  if (!dryRun && added.length + replaced.length > 0) {
    const summary = { added: added.length, replaced: replaced.length, imported: true };
    await writeRules({ added: [...added, ...replaced.map(({ rule }) => rule)], removed }, summary, parts);
  }
  return { added, replaced, conflicts, same, refused };
}
