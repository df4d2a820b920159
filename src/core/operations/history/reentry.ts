/** The row of a file whose place in the archive another one had taken, when that is taken back. */
import { lstat } from 'node:fs/promises';
import { messageOf } from '../../base/errors';
import type { Log } from '../../base/ports';
import type { NewFrame } from '../../storage/database/insertFrame';
import type { Digest } from '../../storage/files/digests';
import { readFrame } from '../../storage/files/readFrame';
import { readImageKey } from '../scan/imageKey';

export interface ReentryParts {
  readonly settings: { readonly timeZone: string | null };
  readonly digest: Digest;
  readonly log: Log;
}

/** Reads the file as it lies there now. Null where it is gone or cannot be read, which is told in the log. */
export async function reentryOf(
  path: string,
  { settings, digest, log }: ReentryParts,
): Promise<NewFrame | null> {
  try {
    const { size, mtimeMs: mtime } = await lstat(path);
    const frame = readFrame(path, path, settings.timeZone);
    if (frame === null) return null;
    const [sha256, imageKey] = [await digest(path, size), await readImageKey(path)];
    const known = { source: null, replaces: null, editedSha256: null };
    return { path, size, mtime, sha256, imageKey, frame, ...known };
  } catch (error) {
    log.warn(`Not listed again: ${messageOf(error)}`);
    return null;
  }
}
