/** A database that cannot be opened: how it stands, and the generation before in its place. */
import { stat } from 'node:fs/promises';
import type { DatabaseCondition, RestoreReport } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { Log } from '../../base/ports';
import { keepAside, replaceFile } from '../files/replace';
import { isThere } from '../files/whatIsThere';
import { takeLock } from '../lock/lock';
import { previousGeneration, readDatabaseFile } from './databaseFile';
import { wasOurs } from './kind';
import { loadDatabase } from './load';
import { openRemains } from './remains';
import { isNewer, isOurs, refuseNewer } from './schema';

/**
 * Reads only, also while somebody else has the database open. Throws `file` where the system does not let it
 * read.
 */
export async function conditionOf(database: string): Promise<DatabaseCondition> {
  const previous = await previousOf(database);
  try {
    const damage = await damageOf(database);
    const state = damage ? 'damaged' : (await isThere(database)) ? 'whole' : 'absent';
    return { database, state, why: damage?.message ?? null, previous };
  } catch (error) {
    if (!(error instanceof ArchiveError) || error.code !== 'database') throw error;
    return { database, state: 'refused', why: error.message, previous };
  }
}

/**
 * What is wrong with a database of ours; null for one that is whole or absent. Throws `database` for a file
 * that is not ours to replace: newer, of another program, or damaged so that nobody can tell whose it is.
 */
export async function damageOf(database: string): Promise<ArchiveError | null> {
  try {
    (await loadDatabase(database)).sqlite.close();
    return null;
  } catch (error) {
    if (!(error instanceof ArchiveError) || error.code !== 'damaged') throw error;
    await refuseStranger(database);
    return error;
  }
}

/**
 * SQLite files of many programs begin alike. Of a damaged one the tables are asked, as far as they can be
 * read.
 */
async function refuseStranger(database: string): Promise<void> {
  const bytes = await readDatabaseFile(database);
  const sqlite = bytes && (await openRemains(bytes, database));
  try {
    if (sqlite && isNewer(sqlite)) refuseNewer(sqlite, database);
    if (sqlite && isOurs(sqlite)) return;
  } finally {
    sqlite?.close();
  }
  if (await wasOurs(database)) return;
  throw new ArchiveError(
    'database',
    english('It is damaged, and it does not look like a database of Astro Archive'),
    { path: database, advice: english('It was not changed. Choose another file in the settings.') },
  );
}

async function previousOf(database: string): Promise<DatabaseCondition['previous']> {
  const path = previousGeneration(database);
  try {
    const { sqlite, size } = await loadDatabase(path);
    const frames = Number(sqlite.get('select count(*) as n from frame')?.['n'] ?? 0);
    sqlite.close();
    return size === null ? null : { path, saved: (await stat(path)).mtime.toISOString(), frameCount: frames };
  } catch {
    // One that does not open is no way back; why it does not is of no help.
    return null;
  }
}

/**
 * Throws `request` where there is no previous generation that opens, or where the database is not ours to
 * replace.
 */
export async function restorePrevious(database: string, log: Log): Promise<RestoreReport> {
  // Before the lock: nothing is written beside a file that is not ours, not even a note.
  await replaceable(database);
  const lock = await takeLock(database);
  try {
    const { state, previous } = await replaceable(database);
    const { path, saved, frameCount } = previous;
    const bytes = await readDatabaseFile(path);
    if (bytes === null) throw noPrevious(database);
    const kept = await keepAside(database, state === 'damaged' ? 'damaged' : 'replaced');
    await replaceFile(database, bytes);
    log.info(
      `Restored ${database} as of ${saved}, ${frameCount} frames; before: ${state}, kept as ${kept ?? 'nothing'}`,
    );
    return { database, kept, saved, frameCount };
  } finally {
    await lock.release();
  }
}

type Replaceable = DatabaseCondition & { readonly previous: NonNullable<DatabaseCondition['previous']> };

async function replaceable(database: string): Promise<Replaceable> {
  const condition = await conditionOf(database);
  const { state, why, previous } = condition;
  if (state === 'refused') {
    throw new ArchiveError('request', why ?? english('The database cannot be replaced'), {
      path: database,
      advice: english('It was not changed.'),
    });
  }
  if (previous === null) throw noPrevious(database);
  return { ...condition, previous };
}

function noPrevious(database: string): ArchiveError {
  return new ArchiveError('request', english('There is no previous generation that can be opened'), {
    path: previousGeneration(database),
    advice: english('Rebuild the database from the repository.'),
  });
}
