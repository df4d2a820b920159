/** What is found at the place where an archive was. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { isOneInode } from '../files/oneName';
import { archiveFolder } from './archivePlace';
import type { ArchiveSight } from './identity';
import { identityFile, readIdentity } from './identityFile';

/**
 * Whether `there` (absolute) holds another archive of this id, or is the folder `here` itself under another
 * name. `claim` is the name of a file in `here` that only this process has made: whoever sees it at both
 * places looks at one folder, also where two mounts number files differently. Null for a reader, who has
 * none.
 */
export async function sightOf(
  here: string,
  there: string,
  id: string,
  claim: string | null,
): Promise<ArchiveSight> {
  try {
    const reading = await readIdentity(there);
    if (reading.kind !== 'read' || reading.file.id !== id) return 'none';
    return (await isOneFolder(here, there, claim)) ? 'this' : 'other';
  } catch {
    // What cannot be looked at cannot be told from a drive that is away.
    return 'none';
  }
}

async function isOneFolder(here: string, there: string, claim: string | null): Promise<boolean> {
  if (claim !== null) {
    return lstat(join(archiveFolder(there), claim)).then(
      () => true,
      () => false,
    );
  }
  const infoOf = (folder: string) => lstat(identityFile(folder), { bigint: true });
  return isOneInode(await infoOf(here).catch(() => null), await infoOf(there));
}
