/** Names that the user gives to objects, telescopes and the like, and the sessions that change with them. */
import type { AliasRequest } from '../../api/archive';
import { putAlias, readAliases, removeAlias } from '../../storage/database/aliases';
import { recordOperation } from '../../storage/database/operations';
import { ArchiveError } from '../../base/errors';
import { NAME_KINDS, type Alias, type NameKind } from '../../base/model';
import { noContext } from '../../base/ports';
import { regenerate, type RegenerateParts } from '../regenerate/regenerate';
import { foldSpelling } from '../../rules/names/userAliases';

/** Characters; a value of a FITS card is shorter. */
const LONGEST = 200;

const MATCHINGS: readonly Alias['matching'][] = ['exact', 'folded', 'pattern'];

/** Adds or removes one, makes the sessions anew, and answers with all. Throws `request` for one that makes no sense. */
export async function changeAliases(
  request: Exclude<AliasRequest, { action: 'list' }>,
  parts: RegenerateParts,
): Promise<Alias[]> {
  const before = readAliases(parts.database.sqlite);
  if (request.action === 'add') {
    const alias = { ...request.alias, name: request.alias.name.trim() };
    refuseSenseless(alias);
    const replaced = before.filter((other) => isAbout(alias, other));
    return writeAliases({ added: [alias], removed: replaced }, { added: alias }, parts);
  }
  const { kind = 'object', spelling } = request;
  const removed = [named(kind, spelling, before)];
  return writeAliases({ added: [], removed }, { removed: spelling, of: kind }, parts);
}

/** Takes rules away, then puts others in; the sessions are made anew, and the history gets an entry. */
export async function writeAliases(
  { added, removed }: { readonly added: readonly Alias[]; readonly removed: readonly Alias[] },
  summary: Readonly<Record<string, unknown>>,
  parts: RegenerateParts,
): Promise<Alias[]> {
  const { database, log } = parts;
  const started = new Date().toISOString();
  database.write((sqlite) => {
    for (const { kind, spelling } of removed) removeAlias(sqlite, kind, spelling);
    for (const alias of added) putAlias(sqlite, alias);
    recordOperation(sqlite, { kind: 'alias', started, summary });
  });
  await regenerate({}, parts, noContext);
  await database.flush();
  log.info(`Names: ${JSON.stringify(summary)}`);
  return readAliases(database.sqlite);
}

/** Whether both are rules for the same name, which would leave two of them for one. */
export function isAbout(alias: Alias, other: Alias): boolean {
  const { kind, spelling, matching } = alias;
  if (kind !== other.kind) return false;
  if (spelling === other.spelling) return true;
  const folded = matching === 'folded' && other.matching === 'folded';
  return folded && foldSpelling(kind, spelling) === foldSpelling(kind, other.spelling);
}

/** Throws `request` for a rule that can do nothing, or has no words. */
export function refuseSenseless({ kind, spelling, name, matching }: Alias): void {
  if (!NAME_KINDS.includes(kind)) {
    throw new ArchiveError('request', `There are no names of the kind ${String(kind)}`, {
      expected: NAME_KINDS.join(', '),
    });
  }
  if (!MATCHINGS.includes(matching)) {
    throw new ArchiveError('request', `A name cannot be compared by ${String(matching)}`, {
      expected: MATCHINGS.join(', '),
    });
  }
  const unnamed = spelling === '' && matching === 'exact';
  if (!(unnamed || isName(spelling)) || !isName(name)) {
    throw new ArchiveError('request', 'A rule needs two names', {
      expected: `1 to ${LONGEST} characters each`,
      got: `${spelling.length} and ${name.length}`,
      advice: 'For headers that say nothing, the first one is empty and compared exactly.',
    });
  }
  if (spelling === name && matching !== 'pattern') {
    throw new ArchiveError('request', `${name} is called that already`, {
      advice: 'A rule is needed only for other names.',
    });
  }
}

const isName = (text: string) => text.trim() !== '' && text.length <= LONGEST;

function named(kind: NameKind, spelling: string, aliases: readonly Alias[]): Alias {
  const found = aliases.find((alias) => alias.kind === kind && alias.spelling === spelling);
  if (found) return found;
  throw new ArchiveError('request', `There is no rule for the ${kind} ${spelling}`, {
    advice: 'List the names to see how they are written.',
  });
}
