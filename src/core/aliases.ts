/** Names that the user gives to objects, and the sessions that change with them. */
import type { AliasRequest } from './archive';
import { putAlias, readAliases, removeAlias } from './database/aliases';
import { recordOperation } from './database/operations';
import { ArchiveError } from './errors';
import type { Alias } from './model';
import { noContext } from './ports';
import { regenerate, type RegenerateParts } from './regenerate/regenerate';
import { objectKey } from './sessions/objectName';

/** Characters; a value of a FITS card is shorter. */
const LONGEST = 200;

const MATCHINGS: readonly Alias['matching'][] = ['exact', 'folded', 'pattern'];

/** Adds or removes one, makes the sessions anew, and answers with all. Throws `request` for one that makes no sense. */
export async function changeAliases(
  request: Exclude<AliasRequest, { action: 'list' }>,
  parts: RegenerateParts,
): Promise<Alias[]> {
  const { database, log } = parts;
  const started = new Date().toISOString();
  const before = readAliases(database.sqlite);
  const replaced =
    request.action === 'add' ? replacedBy(request.alias, before) : [named(request.spelling, before)];
  database.write((sqlite) => {
    for (const { kind, spelling } of replaced) removeAlias(sqlite, kind, spelling);
    if (request.action === 'add') putAlias(sqlite, request.alias);
    const summary = request.action === 'add' ? { added: request.alias } : { removed: request.spelling };
    recordOperation(sqlite, { kind: 'alias', started, summary });
  });
  await regenerate({}, parts, noContext);
  log.info(`Alias: ${JSON.stringify(request)}`);
  return readAliases(database.sqlite);
}

function named(spelling: string, aliases: readonly Alias[]): Alias {
  const found = aliases.find((alias) => alias.spelling === spelling);
  if (found) return found;
  throw new ArchiveError('request', `There is no alias for ${spelling}`, {
    advice: 'List the aliases to see how they are written.',
  });
}

/** The same spelling in another form would leave two aliases for one name. */
function replacedBy(alias: Alias, aliases: readonly Alias[]): readonly Alias[] {
  const { spelling, name, matching } = alias;
  for (const text of [spelling, name]) {
    if (text.trim() === '' || text.length > LONGEST) {
      throw new ArchiveError('request', 'An alias needs two names', {
        expected: `1 to ${LONGEST} characters each`,
        got: `${spelling.length} and ${name.length}`,
      });
    }
  }
  if (!MATCHINGS.includes(matching)) {
    throw new ArchiveError('request', `An alias cannot match by ${String(matching)}`, {
      expected: MATCHINGS.join(', '),
    });
  }
  if (matching === 'folded' && objectKey(spelling) === objectKey(name)) {
    throw new ArchiveError('request', `${spelling} and ${name} are one object already`, {
      advice: 'An alias is needed only for other names.',
    });
  }
  const same = (other: Alias) =>
    other.spelling === spelling ||
    (matching === 'folded' &&
      other.matching === 'folded' &&
      objectKey(other.spelling) === objectKey(spelling));
  return aliases.filter(same);
}
