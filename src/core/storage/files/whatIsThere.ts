/**
 * What lies at a path. The questions that answer yes or no take whatever cannot be looked at for absent;
 * `infoOf` does not.
 */
import type { Stats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';

/**
 * A link as such; null for nothing. Rejects with what the system throws, as of a drive that does not answer.
 */
export async function infoOf(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

/** Something has the name, be it a link that leads nowhere. */
export async function isTaken(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}

export async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

export async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}
