/** The folder of an archive as the drive knows it, whatever it is called. */
import { lstat, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';

/** What the program keeps in a repository: identity, lock, notebook, as a rule the database. */
const FOLDER = '.astro-archive';

export function archiveFolder(repository: string): string {
  return join(repository, FOLDER);
}

/** Decimal numbers, since they are larger than JSON can tell apart. */
export interface ArchivePlace {
  readonly inode: string;
  /** When it was made, nanoseconds since 1970; null on drives that do not keep it. */
  readonly born: string | null;
}

/**
 * Of the folder `.astro-archive`; null where there is none. Throws for a link, through which the archive
 * would be written somewhere else than where it is.
 */
export async function placeOf(repository: string): Promise<ArchivePlace | null> {
  const folder = archiveFolder(repository);
  try {
    const info = await lstat(folder, { bigint: true });
    if (info.isDirectory()) {
      return { inode: String(info.ino), born: info.birthtimeNs > 0n ? String(info.birthtimeNs) : null };
    }
    throw new ArchiveError('file', english('It is not a real folder, and nothing is written through it'), {
      path: folder,
      expected: 'a folder',
      got: info.isSymbolicLink() ? 'a link' : 'a file',
      advice: english('Put a folder in its place, or name the database in the settings.'),
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw fileError(error, folder);
  }
}

export function isSamePlace(a: ArchivePlace, b: ArchivePlace): boolean {
  return a.inode === b.inode && (a.born === null || b.born === null || a.born === b.born);
}

/** Without links on the way; as it is where it is not there. */
export async function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}
