/**
 * Which database file is the archive's: the one that was named, the one of its identity, else one at the
 * usual place.
 */
import { createHash } from 'node:crypto';
import { join, parse } from 'node:path';
import type { ArchiveSettings } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { isInside } from '../../base/inside';
import type { Log } from '../../base/ports';
import { Database, realName } from '../database/database';
import { readDatabaseFile } from '../database/databaseFile';
import type { Sqlite } from '../database/sqlite';
import { replaceFile } from '../files/replace';
import { isFile } from '../files/whatIsThere';
import type { ArchivePlace } from './archivePlace';
import { type ArchiveSight, type Identity, type Standing, standingOf } from './identity';
import { databaseFromStored, type IdentityFile } from './identityFile';
import { type IdentityRow, readIdentityRow } from './identityRow';

export interface Choosing {
  readonly asked: ArchiveSettings;
  /** Without links on the way. */
  readonly repository: string;
  readonly place: ArchivePlace | null;
  readonly file: IdentityFile | null;
  readonly sight: (there: string, id: string) => Promise<ArchiveSight>;
  readonly access: 'read' | 'write';
  readonly log: Log;
}

export interface DatabaseChoice {
  readonly database: Database;
  readonly standing: Standing;
  /** The archive as it was when it was opened last. */
  readonly last: (Identity & { readonly repository: string }) | null;
}

/** The database is of another archive. */
class ForeignDatabase extends ArchiveError {
  constructor(path: string, owner: string) {
    super('database', english('The database belongs to another archive'), {
      path,
      expected: english('the database of this archive, or a new one'),
      got: english('that of {0}', owner),
      advice: english('Choose another database, or open that archive.'),
    });
  }
}

/** Throws as `Database.open` does, and `database` where the named one is of another archive. */
export async function chooseDatabase(choosing: Choosing): Promise<DatabaseChoice> {
  const { asked, file, repository, log } = choosing;
  if (asked.origin?.database !== 'usual') return open(asked.database, choosing);
  const own = file && databaseFromStored(repository, file.database);
  if (own !== null && (await isFile(own))) {
    try {
      return await openOwn(own, choosing);
    } catch (error) {
      if (!(error instanceof ForeignDatabase)) throw error;
      log.warn(`${own} is not the database of this archive, and is left alone`);
    }
  } else if (own !== null && own !== asked.database) {
    log.warn(
      `The database of this archive, ${own}, is not there; ${asked.database} is used, and a rebuild fills it`,
    );
  }
  try {
    await refuseLink(asked.database, repository);
    return await open(asked.database, choosing);
  } catch (error) {
    if (!(error instanceof ForeignDatabase)) throw error;
    return open(besides(asked.database, repository), choosing);
  }
}

/** The one that the identity names: it has to name this archive in turn. */
async function openOwn(own: string, choosing: Choosing): Promise<DatabaseChoice> {
  const { repository, access, asked, file, log } = choosing;
  const choice = await open(own, choosing, true);
  if (choice.standing !== 'copy' || isInside(repository, choice.database.path) || access === 'read')
    return choice;
  // The original goes on with it; the copy begins with what it holds.
  await choice.database.close();
  const target = (await isFile(asked.database)) ? besides(asked.database, repository) : asked.database;
  const bytes = await readDatabaseFile(own);
  if (bytes !== null && !(await isFile(target))) await replaceFile(target, bytes);
  log.info(`The copy of the archive ${file?.repository ?? ''} has its own database now, ${target}`);
  return { ...(await open(target, choosing)), standing: 'copy' };
}

async function open(path: string, choosing: Choosing, mustBeOwn = false): Promise<DatabaseChoice> {
  const { access, log } = choosing;
  let judged: Omit<DatabaseChoice, 'database'> = { standing: 'new', last: null };
  const check = async (sqlite: Sqlite, real: string) => {
    judged = await judge(readIdentityRow(sqlite), real, choosing, mustBeOwn);
  };
  const database = await Database.open({ path, access, log, check });
  return { database, ...judged };
}

/** Throws `ForeignDatabase`. */
async function judge(
  row: IdentityRow | null,
  path: string,
  { file, repository, place, sight }: Choosing,
  mustBeOwn: boolean,
): Promise<Omit<DatabaseChoice, 'database'>> {
  if (row === null) {
    if (mustBeOwn) throw new ForeignDatabase(path, english('an archive that is not known'));
    return file ? { standing: await byFile(file, { repository, place }, sight), last: file } : NEW;
  }
  // One of this very folder is its own whatever its number, as when the identity file was lost and made
  // again.
  const isOfFolder = !mustBeOwn && row.repository === repository;
  if (file && row.id !== file.id && !isOfFolder) throw new ForeignDatabase(path, row.repository);
  const there = await sight(row.repository, row.id);
  if (file) {
    const standing = await byFile(file, { repository, place }, sight);
    // Another folder of this id has taken the database over, while this one was away.
    return { standing: there === 'other' && row.repository !== repository ? 'copy' : standing, last: file };
  }
  if (there === 'other' && !isInside(repository, path)) throw new ForeignDatabase(path, row.repository);
  const last = row.inode === null ? null : { inode: row.inode, born: row.born };
  return {
    standing: standingOf({ repository: row.repository, place: last }, { repository, place }, there),
    last: row,
  };
}

const NEW: Omit<DatabaseChoice, 'database'> = { standing: 'new', last: null };

async function byFile(
  file: IdentityFile,
  here: Pick<Choosing, 'repository' | 'place'>,
  sight: Choosing['sight'],
): Promise<Standing> {
  return standingOf(
    { repository: file.repository, place: file },
    here,
    await sight(file.repository, file.id),
  );
}

/** A link in the repository to a database elsewhere: whoever has put it there need not be the user. */
async function refuseLink(database: string, repository: string): Promise<void> {
  const real = await realName(database);
  if (!isInside(repository, database) || isInside(repository, real)) return;
  throw new ArchiveError('database', english('The database is a link that leads out of the archive'), {
    path: database,
    expected: 'a file',
    got: english('a link to {0}', real),
    advice: english('Choose the database itself, with --database or in the settings, or remove the link.'),
  });
}

/** Beside the usual place, where that has another archive's: `astro-archive-1f2e3d4c.sqlite`. */
function besides(database: string, repository: string): string {
  const { dir, name, ext } = parse(database);
  return join(dir, `${name}-${createHash('sha256').update(repository).digest('hex').slice(0, 8)}${ext}`);
}
