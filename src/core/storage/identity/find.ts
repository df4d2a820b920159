/** Where the database of an archive lies, without opening anything. */
import type { ArchiveSettings } from '../../api/archive';
import { isThere } from '../files/whatIsThere';
import { notebookFile, notebookIn } from '../notebook/notebookFile';
import { archiveFolder, realFolder } from './archivePlace';
import { databaseFromStored, readIdentity } from './identityFile';

/**
 * The path of the database that the settings, or the archive itself, name. Whether it is there, and is of
 * this archive, is found out by opening it.
 */
export async function databaseOf(settings: ArchiveSettings): Promise<string> {
  if (settings.origin?.database !== 'usual') return settings.database;
  const repository = await realFolder(settings.repository);
  const reading = await readIdentity(repository).catch(() => null);
  if (reading?.kind !== 'read') return settings.database;
  const own = databaseFromStored(repository, reading.file.database);
  return (await isThere(own)) ? own : settings.database;
}

/**
 * Where what only the user knows is kept for a database: in the repository where it is the archive's own,
 * else beside it.
 */
export async function notebookOf(settings: ArchiveSettings, database: string): Promise<string> {
  const repository = await realFolder(settings.repository);
  const reading = await readIdentity(repository).catch(() => null);
  const named = reading?.kind === 'read' ? databaseFromStored(repository, reading.file.database) : null;
  // One that is not there is about to be made again.
  const own = named !== null && (named === database || !(await isThere(named)));
  return own ? notebookIn(archiveFolder(repository)) : notebookFile(database);
}

/** Whether there is an archive: a database, or a folder that says of itself that it is one. */
export async function archiveExists(settings: ArchiveSettings): Promise<boolean> {
  return isThere(await databaseOf(settings));
}
