/** Which of the welcome texts the empty views show. Pure. */
import type { ArchiveStatus } from '../core/api/archive';
import type { Hindrance } from '../core/base/hindrance';

/**
 * The value of the context key `astroArchive.state`, which the welcome texts in package.json ask for.
 *
 * - `empty`: no frames, and no image files in the folder.
 * - `files`: no frames, but the folder holds image files.
 * - `ungrouped`: frames without sessions.
 * - `ready`: all others.
 */
export type WelcomeState = Hindrance | 'empty' | 'files' | 'ungrouped' | 'ready';

/** Looks for image files only where no frame is registered: `files` tells whether there are any. */
export async function welcomeState(
  { frameCount, sessions }: Pick<ArchiveStatus, 'frameCount' | 'sessions'>,
  files: () => Promise<boolean>,
): Promise<WelcomeState> {
  if (frameCount === 0) return (await files()) ? 'files' : 'empty';
  return sessions === 0 ? 'ungrouped' : 'ready';
}
