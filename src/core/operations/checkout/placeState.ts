/**
 * What is at a place of the checkout, compared with what this program would put there, byte for byte where it
 * must be.
 */
import { type BigIntStats, constants } from 'node:fs';
import { lstat, open, readlink, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { CancelledError } from '../../base/errors';
import type { Cancel } from '../../base/ports';
import { byteStream } from '../../storage/files/byteStream';
import { SAME_TIME } from '../../storage/files/fileState';
import { isOneInode } from '../../storage/files/oneName';
import type { MarkedFile } from './marker';

/** The state of a place in the checkout. */
export type PlaceState = 'free' | 'ours' | 'foreign';

/**
 * Whether a path is free, holds what this program would put there, or something else, as far as can be told
 * without reading it. A symbolic link is ours when it points at the source, a hard link when it is the
 * source, a copy or an unpacked file when it carries the source's modification time, as those made here do.
 * Rejects with what the system throws.
 */
export async function placeState(
  target: string,
  source: string,
  made: MarkedFile['made'],
): Promise<PlaceState> {
  const found = await statsAt(target);
  if (found === null) return 'free';
  const original = isLinked(made) ? null : await stat(source, { bigint: true }).catch(nullIfGone);
  return (await isAsMade(target, found, source, original, made)) ? 'ours' : 'foreign';
}

/** As `placeState`, for a target and a source that were looked at; the source of a link may be anything. */
export async function isAsMade(
  target: string,
  found: BigIntStats,
  source: string,
  original: BigIntStats | null,
  made: MarkedFile['made'],
): Promise<boolean> {
  if (isLinked(made)) {
    if (!found.isSymbolicLink()) return false;
    const points = await readlink(target);
    // Windows tells the target of a junction with a separator at its end.
    return made === 'symlink' ? points === source : path.resolve(points) === path.resolve(source);
  }
  if (!found.isFile() || original === null) return false;
  if (made === 'hardlink') return isOneInode(original, found);
  return hasTimeOf(original, found) && (made === 'unpacked' || original.size === found.size);
}

/** Whether an entry leads to its source by name, and holds nothing itself. */
export function isLinked(made: MarkedFile['made']): boolean {
  return made === 'symlink' || made === 'junction';
}

/** What lies at a path, a link as such; null for nothing. Rejects with what the system throws. */
export function statsAt(file: string): Promise<BigIntStats | null> {
  return lstat(file, { bigint: true }).catch(nullIfGone);
}

/**
 * A copy gets the time of its source through milliseconds, so that the finer digits of a file system do not
 * count.
 */
function hasTimeOf(original: BigIntStats, copy: BigIntStats): boolean {
  const apart = Number(original.mtimeNs - copy.mtimeNs) / 1e6;
  return Math.abs(apart) <= 1 + SAME_TIME;
}

function nullIfGone(error: unknown): null {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  throw error;
}

/**
 * Whether `copy` is `source`, byte by byte; `zipped` where the source is and the copy is not. Nothing is held
 * in memory but a piece of each. Rejects with what the system throws, with the unzipper's error for a damaged
 * source, with CancelledError after a cancel.
 */
export async function isSameBytes(
  source: string,
  copy: string,
  zipped: boolean,
  cancel: Cancel,
): Promise<boolean> {
  const file = await open(copy, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const there = Buffer.allocUnsafe(1 << 20);
    let at = 0;
    for await (const chunk of byteStream(source, zipped)) {
      if (cancel.isCancellationRequested) throw new CancelledError();
      for (let done = 0; done < chunk.length;) {
        const length = Math.min(there.length, chunk.length - done);
        const { bytesRead } = await file.read(there, 0, length, at);
        if (bytesRead === 0) return false;
        if (chunk.compare(there, 0, bytesRead, done, done + bytesRead) !== 0) return false;
        done += bytesRead;
        at += bytesRead;
      }
    }
    return (await file.read(there, 0, 1, at)).bytesRead === 0;
  } finally {
    await file.close();
  }
}
