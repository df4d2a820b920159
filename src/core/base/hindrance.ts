/** Why an archive does not open, where the user can remove the cause and try again. Pure. */
import { ArchiveError } from './errors';

/**
 * - `noFolder`: no folder is open, and the settings name none.
 * - `inUse`: another program has the archive open.
 * - `away`: the folder of the archive, or everything in it, is not there; probably its drive is disconnected.
 */
export type Hindrance = 'noFolder' | 'inUse' | 'away';

/** `inUse` for an error of this code; null for errors that are shown as they are. */
export function hindranceOf(error: unknown): Hindrance | null {
  if (!(error instanceof ArchiveError)) return null;
  if (error.code === 'in-use') return 'inUse';
  if (error.detail.reason === 'no-folder') return 'noFolder';
  return error.detail.reason === 'repository-missing' ? 'away' : null;
}
