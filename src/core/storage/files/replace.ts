/**
 * Writes whole files of the program's own: beside, synced, renamed. The unfinished file has a name that
 * nobody can guess and is made exclusively, so that nothing is ever written through a link that somebody has
 * put there.
 */
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { constants, copyFile, link, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileError } from '../../base/errors';
import { syncFolder, syncFolderNow } from '../../base/syncFolder';

/** What a file is called until it is finished: `/astro/archive.json.0123456789ab.new`. */
export function unfinishedName(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}.new`;
}

/** Whether a name is that of an unfinished version of `path`, left by a program that was killed. */
export function isUnfinished(path: string, name: string): boolean {
  const base = basename(path);
  // Names of the first version had no number.
  return name.startsWith(`${base}.`) && /^\.(?:[0-9a-f]{12}\.)?new$/.test(name.slice(base.length));
}

/**
 * Replaces a file atomically: whatever happens, `path` is either the old or the new one, complete. `ready` is
 * called when the new one is on disk and has only its name to get. Makes the folder. Throws an ArchiveError.
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array | string,
  ready: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const beside = unfinishedName(path);
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(beside, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await ready();
    await rename(beside, path);
    await syncFolder(dirname(path));
  } catch (error) {
    // Half a file is of no use, and takes room on a drive that is perhaps full.
    await rm(beside, { force: true }).catch(() => undefined);
    throw fileError(error, path);
  }
}

/** As `replaceFile`, at once, in a folder that is there. Throws an ArchiveError. */
export function replaceFileNow(path: string, bytes: Uint8Array | string): void {
  const beside = unfinishedName(path);
  try {
    const fd = fs.openSync(beside, 'wx');
    try {
      fs.writeFileSync(fd, bytes);
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
    fs.renameSync(beside, path);
    syncFolderNow(dirname(path));
  } catch (error) {
    try {
      fs.rmSync(beside, { force: true });
    } catch {
      // The first error is the one to tell.
    }
    throw fileError(error, path);
  }
}

/**
 * Removes unfinished versions of a file. For the one that alone may write it: what others have in hand would
 * be lost. Throws what the system throws.
 */
export async function removeUnfinishedOf(path: string): Promise<void> {
  const folder = dirname(path);
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) if (isUnfinished(path, name)) await rm(join(folder, name), { force: true });
}

/**
 * Gives a file a second, dated name beside it, `astro-archive.sqlite.damaged-2026-01-02T03-04-05`, and
 * returns that; null where there is no file. Never takes a name that exists.
 */
export async function keepAside(path: string, why: string): Promise<string | null> {
  const date = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  for (let count = 1; ; count++) {
    const aside = `${path}.${why}-${date}${count === 1 ? '' : `-${count}`}`;
    try {
      await secondName(path, aside);
      return aside;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT') return null;
      if (code !== 'EEXIST') throw fileError(error, aside);
    }
  }
}

/**
 * Gives a file a second name, which must be free. exFAT and some network shares have no hard links, and get a
 * copy.
 */
export async function secondName(path: string, other: string): Promise<void> {
  try {
    await link(path, other);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EEXIST') throw error;
    await copyFile(path, other, constants.COPYFILE_EXCL);
  }
}
