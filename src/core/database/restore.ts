/** A database that cannot be opened: how it stands, and the generation before in its place. */
import { stat } from 'node:fs/promises';
import type { DatabaseCondition, RestoreReport } from '../archive';
import { ArchiveError } from '../errors';
import type { Log } from '../ports';
import { keepAside, replaceFile } from '../files/replace';
import { takeLock } from '../lock/lock';
import { previousGeneration, readDatabaseFile } from './file';
import { loadDatabase } from './load';

/** Reads only, also while somebody else has the database open. Throws `file` where the system does not let it read. */
export async function conditionOf(database: string): Promise<DatabaseCondition> {
  const previous = await previousOf(database);
  try {
    const { sqlite, size } = await loadDatabase(database);
    sqlite.close();
    return { database, state: size === null ? 'absent' : 'whole', why: null, previous };
  } catch (error) {
    if (!(error instanceof ArchiveError) || (error.code !== 'damaged' && error.code !== 'database'))
      throw error;
    const state = error.code === 'damaged' ? 'damaged' : 'refused';
    return { database, state, why: error.message, previous };
  }
}

async function previousOf(database: string): Promise<DatabaseCondition['previous']> {
  const path = previousGeneration(database);
  try {
    const { sqlite, size } = await loadDatabase(path);
    const frames = Number(sqlite.get('select count(*) as n from frame')?.['n'] ?? 0);
    sqlite.close();
    return size === null ? null : { path, saved: (await stat(path)).mtime.toISOString(), frames };
  } catch {
    // One that does not open is no way back; why it does not is of no help.
    return null;
  }
}

/** Throws `request` where there is no previous generation that opens, or where the database is not ours to replace. */
export async function restorePrevious(database: string, log: Log): Promise<RestoreReport> {
  const lock = await takeLock(database);
  try {
    const { state, why, previous } = await conditionOf(database);
    if (state === 'refused') {
      throw new ArchiveError('request', why ?? 'The database cannot be replaced', {
        path: database,
        advice: 'It was left as it is.',
      });
    }
    const bytes = previous && (await readDatabaseFile(previous.path));
    if (!previous || !bytes) {
      throw new ArchiveError('request', 'There is no previous generation that can be opened', {
        path: previousGeneration(database),
        advice: 'Rebuild the database from the repository.',
      });
    }
    const kept = await keepAside(database, state === 'damaged' ? 'damaged' : 'replaced');
    await replaceFile(database, bytes);
    const { saved, frames } = previous;
    log.info(
      `Restored ${database} as of ${saved}, ${frames} frames; before: ${state}, kept as ${kept ?? 'nothing'}`,
    );
    return { database, kept, saved, frames };
  } finally {
    await lock.release();
  }
}
