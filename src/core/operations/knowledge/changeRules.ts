/** Names that the user gives to objects, telescopes and the like, and the sessions that change with them. */
import type { RuleRequest } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { NameKind, NameRule } from '../../base/nameRule';
import { noContext } from '../../base/ports';
import { isAbout, refuseSenseless } from '../../rules/names/rules';
import { putRule, readRules, removeRule } from '../../storage/database/nameRules';
import { recordOperation } from '../../storage/database/operations';
import { regenerate, type RegenerateParts } from '../regenerate/regenerate';

/**
 * Adds or removes one, regenerates the sessions, and returns all. Throws `request` for one that makes no
 * sense.
 */
export async function changeRules(
  request: Exclude<RuleRequest, { action: 'list' }>,
  parts: RegenerateParts,
): Promise<NameRule[]> {
  const before = readRules(parts.database.sqlite);
  if (request.action === 'add') {
    const rule = { ...request.rule, name: request.rule.name.trim() };
    refuseSenseless(rule);
    const replaced = before.filter((other) => isAbout(rule, other));
    return writeRules({ added: [rule], removed: replaced }, { added: rule }, parts);
  }
  const { kind = 'object', spelling } = request;
  const removed = [named(kind, spelling, before)];
  return writeRules({ added: [], removed }, { removed: spelling, of: kind }, parts);
}

/** Takes rules away, then puts others in; the sessions are regenerated, and the history gets an entry. */
export async function writeRules(
  { added, removed }: { readonly added: readonly NameRule[]; readonly removed: readonly NameRule[] },
  summary: Readonly<Record<string, unknown>>,
  parts: RegenerateParts,
): Promise<NameRule[]> {
  const { database, log } = parts;
  const started = new Date().toISOString();
  database.write((sqlite) => {
    for (const { kind, spelling } of removed) removeRule(sqlite, kind, spelling);
    for (const rule of added) putRule(sqlite, rule);
    recordOperation(sqlite, { kind: 'alias', started, summary });
  });
  await regenerate({}, parts, noContext);
  await database.flush();
  log.info(`Names: ${JSON.stringify(summary)}`);
  return readRules(database.sqlite);
}

function named(kind: NameKind, spelling: string, rules: readonly NameRule[]): NameRule {
  const found = rules.find((rule) => rule.kind === kind && rule.spelling === spelling);
  if (found) return found;
  throw new ArchiveError('request', english('There is no rule for the {0} {1}', kind, spelling), {
    advice: english('List the names to see how they are written.'),
  });
}
