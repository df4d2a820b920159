/** Whether two paths are two names of one file, or one name that can be written in two ways. */
import type { BigIntStats } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { foldFileName } from './fileSystems';
import { areOneSpelling } from './spelling';

/**
 * By device and number. Windows uses all 64 bits of a number, and a double would take neighbours for one
 * file.
 */
export function isOneInode(
  a: Pick<BigIntStats, 'dev' | 'ino'> | null,
  b: Pick<BigIntStats, 'dev' | 'ino'> | null,
): boolean {
  return a !== null && b !== null && a.dev === b.dev && a.ino === b.ino;
}

/**
 * Two names of one file, and not one name reached in two ways: through a link, a mount, or in another case.
 */
export async function areTwoNames(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([lstat(a, { bigint: true }), lstat(b, { bigint: true })]);
  if (!isOneInode(first, second) || first.nlink < 2n) return false;
  return !((await areOneFolder(a, b)) && foldFileName(basename(a)) === foldFileName(basename(b)));
}

/**
 * Whether two different paths lead to one name: `m31.fits` and `M31.fits` where case does not count. Removing
 * one of them would remove the file. Throws what the system throws, also where one of them leads nowhere.
 */
export async function isOneName(a: string, b: string): Promise<boolean> {
  if (a === b) return true;
  const [first, second] = await Promise.all([lstat(a, { bigint: true }), lstat(b, { bigint: true })]);
  if (first.dev !== second.dev) return false;
  if (!isOneInode(first, second)) return areOneSpelling(a, b);
  if (await areTwoNames(a, b)) return false;
  // Where case counts, two links of one file can have names that differ in it alone.
  const differ = basename(a) !== basename(b) && (await areOneFolder(a, b));
  return !(differ && (await isListed(a)) && (await isListed(b)));
}

/** Whether the folder lists the file under exactly this name. */
export async function isListed(path: string): Promise<boolean> {
  return (await readdir(dirname(path))).includes(basename(path));
}

async function areOneFolder(a: string, b: string): Promise<boolean> {
  const folders = [a, b].map((path) => stat(dirname(path), { bigint: true }));
  const [first = null, second = null] = await Promise.all(folders);
  return isOneInode(first, second);
}
