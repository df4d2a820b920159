/** The last look before a duplicate goes to the trash, and the clearing up after it. */
import { lstat } from 'node:fs/promises';
import type { RecheckRequest } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import type { OwnReason } from '../../base/reasons';
import type { Database } from '../../storage/database/database';
import type { Frames } from '../../storage/database/frames';
import { imageDigest } from '../../storage/files/digests';
import type { digester } from '../scan/pool';
import { areOneFile } from './oneFile';

export interface RecheckParts {
  readonly frames: Frames;
  readonly digest: ReturnType<typeof digester>;
}

/**
 * Rejects unless removing `remove` loses nothing at this moment: `keep` is an archived file, a separate file
 * and not another name of the other one, can be read to its end, and is the same, byte for byte or pixel for
 * pixel.
 */
export async function recheckDuplicates(request: RecheckRequest, parts: RecheckParts): Promise<null> {
  const { keep, remove, same } = request;
  if (!parts.frames.stateAt(keep))
    throw refused(remove, english('{0}, which is to stay, is not in the archive', keep));
  const [kept, removed] = [await sizeOf(keep), await sizeOf(remove)];
  if (await areOneFile(keep, remove)) {
    throw refused(
      remove,
      english('It is the same file as {0} under another name, not a copy of it', keep),
      'same-file',
    );
  }
  const digest = same === 'file' ? parts.digest : imageDigest;
  if ((await digest(keep, kept)) === (await digest(remove, removed))) return null;
  throw refused(remove, english('It is not the same {0} as {1} any more', same, keep));
}

async function sizeOf(path: string): Promise<number> {
  try {
    const info = await lstat(path);
    if (info.isFile()) return info.size;
  } catch (error) {
    throw fileError(error, path);
  }
  throw new ArchiveError('file', english('It is not a regular file'), { path });
}

function refused(path: string, why: string, reason?: OwnReason): ArchiveError {
  const told = reason === undefined ? {} : { reason };
  return new ArchiveError('request', why, { path, ...told, advice: english('It was left where it is.') });
}

/** Takes the rows of those files away that are no longer there, as far as the system is sure of it. */
export async function forgetRemoved(
  paths: readonly string[],
  { database, frames }: { readonly database: Database; readonly frames: Frames },
): Promise<number> {
  const gone: number[] = [];
  for (const path of new Set(paths)) {
    const frame = frames.atPath(path);
    if (frame && (await isGone(path))) gone.push(frame.id);
  }
  if (gone.length > 0) {
    database.write(() => frames.remove(gone));
    await database.flush();
  }
  return gone.length;
}

async function isGone(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
