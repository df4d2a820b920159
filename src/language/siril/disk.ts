/** The contents of folders, read again only when a folder has changed. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoldersOfScript } from '../../core/siril/folders/foldersOfScript';

/** At most this many folders of a script are read. */
const MOST_FOLDERS = 200;
const MOST_KEPT = 400;

interface Kept {
  readonly modified: number;
  readonly names: ReadonlySet<string>;
}

const kept = new Map<string, Kept>();

/** The names in a folder; null if it does not exist, undefined if it cannot be read. */
export async function namesIn(folder: string): Promise<ReadonlySet<string> | null | undefined> {
  try {
    const { mtimeMs } = await stat(folder);
    const known = kept.get(folder);
    if (known?.modified === mtimeMs) return known.names;
    const names = new Set(await readdir(folder));
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(folder, { modified: mtimeMs, names });
    return names;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : undefined;
  }
}

/**
 * The listing of these folders. Unreadable folders are left out, so that no problems are reported for them.
 */
export async function listingOf(folders: readonly string[]): Promise<FoldersOfScript> {
  const wanted = folders.slice(0, MOST_FOLDERS);
  const read = await Promise.all(wanted.map(async (folder) => [folder, await namesIn(folder)] as const));
  return new Map(read.flatMap(([folder, names]) => (names === undefined ? [] : [[folder, names] as const])));
}

/** Folders within a folder, links to folders too. */
export async function foldersIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = (await readdir(folder, { withFileTypes: true })).filter(
      ({ name }) => !name.startsWith('.'),
    );
    const links = entries.filter((entry) => entry.isSymbolicLink()).slice(0, 200);
    const linked = await Promise.all(
      links.map(async ({ name }) => ((await isFolder(join(folder, name))) ? [name] : [])),
    );
    return [...entries.filter((entry) => entry.isDirectory()).map(({ name }) => name), ...linked.flat()];
  } catch {
    // An unreadable folder offers no names.
    return [];
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
