/** The state of the folder of an archive: identity, notebook, lock, journals. Reads only. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchiveFacts, ArchiveSettings, FileFacts, JournalFacts, UseFacts } from '../../api/archive';
import { isInside } from '../../base/inside';
import { archiveFolder, isSamePlace, placeOf, realFolder } from '../../storage/identity/archivePlace';
import { notebookOf } from '../../storage/identity/find';
import { type IdentityFile, readIdentity } from '../../storage/identity/identityFile';
import { journalFolder } from '../../storage/journal/journal';
import { lookAtLock } from '../../storage/lock/look';
import { isLocalDrive } from '../../storage/lock/machine';
import { readNotebook } from '../../storage/notebook/notebookFile';

/** `database` is the path of the file without links, `id` of which archive it says to be. Never rejects. */
export async function lookAtHome(
  settings: ArchiveSettings,
  database: string,
  id: string | null,
): Promise<ArchiveFacts> {
  const repository = await realFolder(settings.repository);
  const { identity, file } = await identityOf(repository);
  return {
    folder: await folderOf(repository),
    drive: (await isLocalDrive(repository)) === true ? 'local' : 'unknown',
    identity,
    isAtHome: file && (await isAtHome(repository, file)),
    isOwnDatabase: file && id !== null ? file.id === id : null,
    databaseInRepository: isInside(repository, database),
    notebook: await notebookState(settings, database),
    use: await useOf(repository, database),
  };
}

/** `database` is the path of the file without links. Never rejects. */
export async function lookAtJournals(database: string): Promise<JournalFacts> {
  const names = await readdir(journalFolder(database)).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? [] : null,
  );
  const count = (pattern: RegExp) => names && names.filter((name) => pattern.test(name)).length;
  return { open: count(/\.jsonl\.open$/), closed: count(/\.jsonl$/), damaged: count(/\.damaged-\d+$/) };
}

async function identityOf(
  repository: string,
): Promise<{ readonly identity: FileFacts; readonly file: IdentityFile | null }> {
  try {
    const reading = await readIdentity(repository);
    if (reading.kind === 'read') return { identity: 'whole', file: reading.file };
    return { identity: reading.kind, file: null };
  } catch {
    return { identity: 'unreadable', file: null };
  }
}

async function folderOf(repository: string): Promise<ArchiveFacts['folder']> {
  try {
    return (await stat(repository)).isDirectory() ? 'there' : 'absent';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : 'unreadable';
  }
}

async function isAtHome(repository: string, file: IdentityFile): Promise<boolean | null> {
  const place = await placeOf(repository).catch(() => null);
  return place && file.repository === repository && isSamePlace(file, place);
}

async function notebookState(settings: ArchiveSettings, database: string): Promise<FileFacts> {
  try {
    const { kind } = await readNotebook(await notebookOf(settings, database));
    return kind === 'read' ? 'whole' : kind;
  } catch {
    return 'unreadable';
  }
}

/** The repository and the database have a lock each. */
async function useOf(repository: string, database: string): Promise<UseFacts> {
  const files = [join(archiveFolder(repository), 'archive'), database];
  // A folder that cannot be listed does not tell who uses it.
  const states = await Promise.all(files.map((file) => lookAtLock(file).catch(() => 'unknown' as const)));
  return (['this', 'other', 'unknown'] as const).find((state) => states.includes(state)) ?? 'free';
}
