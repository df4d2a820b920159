/** The database file: read whole, written beside, synced, renamed, with the previous generation kept. */
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileError } from '../errors';

/** The file as it was before the last save: `astro-archive.sqlite.previous`. */
export function previousGeneration(path: string): string {
  return `${path}.previous`;
}

/** What is not finished: `astro-archive.sqlite.new`. */
function unfinished(path: string): string {
  return `${path}.new`;
}

/** The bytes of the file, or null when there is none yet. */
export async function readDatabaseFile(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fileError(error, path);
  }
}

/** Replaces the database atomically and keeps the generation before. */
export async function writeDatabaseFile(path: string, bytes: Uint8Array): Promise<void> {
  await replaceFile(path, bytes, () => keepPrevious(path));
}

/**
 * Replaces a file atomically: whatever happens, `path` is either the old or the new one, complete. `ready` is called when
 * the new one is on disk and has only its name to get.
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array | string,
  ready: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const beside = unfinished(path);
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(beside, 'w');
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

/**
 * Removes what a save has left that was cut off: half a file, or a second name of the database. For the one that holds the
 * lock, and has read the database itself. Throws what the system throws.
 */
export async function removeUnfinished(path: string): Promise<void> {
  for (const file of [path, previousGeneration(path)]) await rm(unfinished(file), { force: true });
}

/** Keeps a copy under another name, for instance before a migration. Does nothing without a file. */
export async function keepCopy(path: string, copy: string): Promise<void> {
  try {
    await copyFile(path, copy, constants.COPYFILE_FICLONE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw fileError(error, copy);
  }
}

/**
 * Gives a file a second, dated name beside it, `astro-archive.sqlite.damaged-2026-01-02T03-04-05`, and returns that; null
 * where there is no file. Never takes a name that exists.
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

/** exFAT and some network shares have no hard links, and get a copy. */
async function secondName(path: string, other: string): Promise<void> {
  try {
    await link(path, other);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EEXIST') throw error;
    await copyFile(path, other, constants.COPYFILE_EXCL);
  }
}

async function keepPrevious(path: string): Promise<void> {
  const previous = previousGeneration(path);
  const step = unfinished(previous);
  await rm(step, { force: true });
  try {
    await secondName(path, step);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  await rename(step, previous);
  // A rename between two names of one file does nothing: the last save had come this far and no further.
  await rm(step, { force: true });
}

/** What a file system answers that cannot sync folders, or a folder that may be written to but not read. */
const NO_FOLDER_SYNC = new Set([
  'EINVAL',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EBADF',
  'EISDIR',
  'EPERM',
  'EACCES',
]);

/** Makes new names in a folder durable, where the system can. Windows has no such call, and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!NO_FOLDER_SYNC.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
