/** Makes folders that survive a power failure, and removes empty ones. */
import { mkdir, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { below } from '../../base/inside';
import { syncFolder } from '../../base/syncFolder';

/** Remembers what it has made, since a night's frames go into few folders. */
export class FolderMaker {
  readonly #made = new Map<string, Promise<void>>();

  /**
   * Makes a folder and those above it, once. A folder that is not durable would take the files in it along.
   */
  make(folder: string): Promise<void> {
    let made = this.#made.get(folder);
    if (!made) {
      made = makeDurably(folder);
      this.#made.set(folder, made);
      // What failed may work for the next file.
      made.catch(() => this.#made.delete(folder));
    }
    return made;
  }
}

async function makeDurably(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/**
 * Removes those of the folders that are empty, and the ones above them that it leaves empty, up to `root`.
 */
export async function removeEmptyFolders(folders: Iterable<string>, root: string): Promise<void> {
  for (const first of folders) {
    for (let folder = first; below(root, folder); folder = dirname(folder)) {
      const removed = await rmdir(folder).then(
        () => true,
        () => false,
      );
      if (!removed) break;
    }
  }
}
