/** Files and folders that a command is given. */
import { statSync } from 'node:fs';
import { ArchiveError, fileError } from '../../core/base/errors';

/**
 * Throws for the first that is not there, or that nobody may look at: a mistyped name is not to pass for an
 * empty folder.
 */
export function refuseAbsent(paths: readonly string[]): void {
  for (const path of paths) {
    try {
      statSync(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR') throw fileError(error, path);
      throw new ArchiveError('request', 'There is no such file or folder', { path });
    }
  }
}
