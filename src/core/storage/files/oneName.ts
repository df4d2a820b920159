/** Whether two paths are two names of one file, or one name that can be written in two ways. */
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { foldFileName } from './fileSystems';
import { areOneSpelling } from './spelling';

/** Two names of one file, and not one name reached in two ways: through a link, a mount, or in another case. */
export async function areTwoNames(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([lstat(a), lstat(b)]);
  if (first.dev !== second.dev || first.ino !== second.ino || first.nlink < 2) return false;
  return !((await areOneFolder(a, b)) && foldFileName(basename(a)) === foldFileName(basename(b)));
}

/**
 * Whether two different paths lead to one name: `m31.fits` and `M31.fits` where case does not count. Removing one of
 * them would remove the file. Throws what the system throws, also where one of them leads nowhere.
 */
export async function isOneName(a: string, b: string): Promise<boolean> {
  if (a === b) return true;
  const [first, second] = await Promise.all([lstat(a), lstat(b)]);
  if (first.dev !== second.dev) return false;
  if (first.ino !== second.ino) return areOneSpelling(a, b);
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
  const [first, second] = await Promise.all([stat(dirname(a)), stat(dirname(b))]);
  return first.dev === second.dev && first.ino === second.ino;
}
