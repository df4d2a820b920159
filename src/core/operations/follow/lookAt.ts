/** Looks at what lies at the places that something has happened to. Reads names, sizes and times only. */
import { lstat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { below } from '../../base/inside';
import { passedOver } from '../../base/passedOver';
import { Breather } from '../../base/pause';
import type { Cancel } from '../../base/ports';
import { isCheckout } from '../checkout/marker';
import { findFits } from '../scan/walk';
import type { PlacedFile } from './pairUp';

/**
 * What is at a path: a file, surely nothing, or something that cannot be told (a drive that returns an
 * error).
 */
export type FileSight = PlacedFile | 'gone' | 'unclear';

/** Questions that the file system gets at a time; a network drive answers them side by side. */
const AT_A_TIME = 32;

/** One answer for each path, in their order; fewer after a cancel. */
export async function lookAt(paths: readonly string[], cancel: Cancel): Promise<FileSight[]> {
  const sights: FileSight[] = [];
  for (let first = 0; first < paths.length && !cancel.isCancellationRequested; first += AT_A_TIME) {
    sights.push(...(await Promise.all(paths.slice(first, first + AT_A_TIME).map(lookAtOne))));
  }
  return sights;
}

async function lookAtOne(path: string): Promise<FileSight> {
  try {
    const info = await lstat(path);
    // A link or a folder in the place of a file: the file itself is not there.
    return info.isFile() ? { path, size: info.size, mtime: info.mtimeMs } : 'gone';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unclear';
  }
}

/** Paths without those that lie below another one of them. */
export function outermost(paths: readonly string[]): string[] {
  const all = new Set(paths);
  return [...all].filter((path) => {
    for (let above = dirname(path); above !== dirname(above); above = dirname(above)) {
      if (all.has(above)) return false;
    }
    return true;
  });
}

/**
 * Image files at and below `paths` as registration would find them: no links, nothing hidden, no checkouts.
 */
export async function filesBelow(
  paths: readonly string[],
  repository: string,
  cancel: Cancel,
): Promise<PlacedFile[]> {
  const passedOver = passesOver(repository);
  const wanted: string[] = [];
  for (const path of paths) {
    if (passedOver(path)) continue;
    const there = await lstat(path).catch(() => null);
    if (there?.isFile() || there?.isDirectory()) wanted.push(path);
  }
  const files: PlacedFile[] = [];
  const breather = new Breather();
  for await (const found of findFits(wanted, cancel)) {
    if (found.kind === 'file') files.push({ path: found.path, size: found.size, mtime: found.mtime });
    await breather.breathe();
  }
  return files;
}

/**
 * Whether a path lies outside the repository, or in a folder of it that is passed over: hidden, trash, a
 * checkout.
 */
function passesOver(repository: string): (path: string) => boolean {
  const known = new Map<string, boolean>([[repository, false]]);
  const judge = (folder: string): boolean => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const verdict = passedOver(basename(folder)) !== null || judge(dirname(folder)) || isCheckout(folder);
    known.set(folder, verdict);
    return verdict;
  };
  return (path) => {
    const inside = below(repository, path);
    if (inside === '') return false;
    if (inside === null) return true;
    return passedOver(basename(path)) !== null || judge(dirname(path));
  };
}
