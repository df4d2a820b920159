/** The lock of a repository, and why one can go without. */
import { join } from 'node:path';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { Log } from '../../base/ports';
import { type Lock, takeLock } from '../lock/lock';
import { archiveFolder } from './archivePlace';

/** Says that nothing is kept in the repository: `why` is the system's code, such as EROFS. */
export function readOnlyText(repository: string, why: string): string {
  return english('{0} cannot be written ({1}): the archive is known by its database alone', repository, why);
}

/** No lock where the folder cannot be written: nobody else can write there either. */
export async function lockRepository(
  repository: string,
  log: Log,
): Promise<{ lock: Lock | null; readOnly: string | null }> {
  try {
    return { lock: await takeLock(join(archiveFolder(repository), 'archive')), readOnly: null };
  } catch (error) {
    const readOnly = readOnlyWhy(error);
    if (readOnly === null) throw error;
    log.warn(readOnlyText(repository, readOnly));
    return { lock: null, readOnly };
  }
}

function readOnlyWhy(error: unknown): string | null {
  const cause: unknown = error instanceof ArchiveError ? error.cause : error;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  return ['EROFS', 'EACCES', 'EPERM'].includes(code) ? code : null;
}
