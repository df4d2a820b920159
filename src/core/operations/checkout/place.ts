/** What is at a place of the checkout, compared with what this program would put there. */
import type { BigIntStats } from 'node:fs';
import { lstat, readlink, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { SAME_TIME } from '../../storage/files/state';
import type { MarkedFile } from './marker';

/** The state of a place in the checkout. */
export type Place = 'free' | 'ours' | 'foreign';

/**
 * Whether a path is free, holds what this program would put there, or something else, as far as can be told without
 * reading it. A symbolic link is ours when it points at the source, a hard link when it is the source, a copy or an
 * unpacked file when it carries the source's modification time, as those made here do. Rejects with what the system throws.
 */
export async function placeState(target: string, source: string, made: MarkedFile['made']): Promise<Place> {
  const found = await lookAt(target);
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
export function lookAt(file: string): Promise<BigIntStats | null> {
  return lstat(file, { bigint: true }).catch(nullIfGone);
}

export function isOneInode(a: BigIntStats | null, b: BigIntStats | null): boolean {
  return a !== null && b !== null && a.ino === b.ino && a.dev === b.dev;
}

/** A copy gets the time of its source through milliseconds, so that the finer digits of a file system do not count. */
function hasTimeOf(original: BigIntStats, copy: BigIntStats): boolean {
  const apart = Number(original.mtimeNs - copy.mtimeNs) / 1e6;
  return Math.abs(apart) <= 1 + SAME_TIME;
}

function nullIfGone(error: unknown): null {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  throw error;
}
