/** Which of the welcome texts the empty views show. Pure. */
import type { ArchiveStatus } from '../core/api/archive';
import type { Hindrance } from '../core/base/hindrance';

/**
 * The value of the context key `astroArchive.state`, which the welcome texts in package.json ask for.
 *
 * - `away`: also where there are no frames, and the folder of the archive does not exist.
 * - `empty`: no frames, and no image files in the folder.
 * - `files`: no frames, but the folder holds image files.
 * - `ungrouped`: frames without sessions.
 * - `ready`: all others.
 */
export type WelcomeState = Hindrance | 'empty' | 'files' | 'ungrouped' | 'ready';

/** What is looked for only where no frame is registered. */
export interface Sight {
  /** Whether the folder of the archive exists. */
  folder(): Promise<boolean>;
  /** Whether there are image files in it. */
  files(): Promise<boolean>;
}

export async function welcomeState(
  { frameCount, sessions }: Pick<ArchiveStatus, 'frameCount' | 'sessions'>,
  sight: Sight,
): Promise<WelcomeState> {
  if (frameCount === 0) {
    if (!(await sight.folder())) return 'away';
    return (await sight.files()) ? 'files' : 'empty';
  }
  return sessions === 0 ? 'ungrouped' : 'ready';
}
