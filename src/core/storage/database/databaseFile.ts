/** The database file: read whole, written beside, synced, renamed, with the previous generation kept. */
import { readFile, rename, rm } from 'node:fs/promises';
import { fileError } from '../../base/errors';
import { removeUnfinishedOf, replaceFile, secondName, unfinishedName } from '../files/replace';

/** The file as it was before the last save: `astro-archive.sqlite.previous`. */
export function previousGeneration(path: string): string {
  return `${path}.previous`;
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

/**
 * Replaces the database atomically and keeps the generation before. `check` throws where the file is not to
 * be replaced.
 */
export async function writeDatabaseFile(
  path: string,
  bytes: Uint8Array,
  check: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await replaceFile(path, bytes, async () => {
    await check();
    await keepPrevious(path);
  });
}

/**
 * Removes what a save has left that was cut off: half a file, or a second name of the database. For the one
 * that holds the lock, and has read the database itself. Throws what the system throws.
 */
export async function removeUnfinished(path: string): Promise<void> {
  const copies = Array.from({ length: LAST_COPIED }, (_, i) => copyOfSchema(path, i + 1));
  for (const file of [path, previousGeneration(path), ...copies]) await removeUnfinishedOf(file);
}

/** The file as it was before a migration from an earlier schema: `astro-archive.sqlite.schema-2`. */
export function copyOfSchema(path: string, schema: number): string {
  return `${path}.schema-${schema}`;
}

/** More schemas than there will be soon. */
const LAST_COPIED = 9;

/**
 * Keeps a copy under another name, which is replaced, for instance before a migration. Does nothing without a
 * file.
 */
export async function keepCopy(path: string, copy: string): Promise<void> {
  const bytes = await readDatabaseFile(path);
  if (bytes !== null) await replaceFile(copy, bytes);
}

async function keepPrevious(path: string): Promise<void> {
  const previous = previousGeneration(path);
  const step = unfinishedName(previous);
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
