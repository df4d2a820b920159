/** Makes folders that survive a power failure. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../database/file';

/** Remembers what it has made, since a night's frames go into few folders. */
export class Folders {
  readonly #made = new Map<string, Promise<void>>();

  /** Makes a folder and those above it, once. A folder that is not durable would take the files in it along. */
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
