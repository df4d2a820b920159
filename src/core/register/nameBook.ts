/** Hands out file names that nothing on disk and nothing else in the plan has. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withSuffix } from '../frame/place';

export class NameBook {
  readonly #listFolder: (folder: string) => readonly string[];
  readonly #folders = new Map<string, Folder>();

  /** `listFolder` gives the names in a folder, none when it does not exist. */
  constructor(listFolder: (folder: string) => readonly string[] = namesOnDisk) {
    this.#listFolder = listFolder;
  }

  /** The path for a file of this name in this folder: `x.fits`, or `x_001.fits` where that is taken. */
  claim(folder: string, name: string): string {
    const known = this.#folder(folder);
    const base = fold(name);
    let free = name;
    // Bias frames come several a second: go on counting where the last one of the same name stopped.
    for (let n = known.counts.get(base) ?? 0; known.taken.has(fold(free)); known.counts.set(base, n)) {
      free = withSuffix(name, ++n);
    }
    known.taken.add(fold(free));
    return join(folder, free);
  }

  #folder(path: string): Folder {
    let folder = this.#folders.get(path);
    if (!folder) {
      folder = { taken: new Set(this.#listFolder(path).map(fold)), counts: new Map() };
      this.#folders.set(path, folder);
    }
    return folder;
  }
}

interface Folder {
  readonly taken: Set<string>;
  /** Folded name to the last suffix that was tried. */
  readonly counts: Map<string, number>;
}

/** Windows and macOS take names that differ in case or in Unicode form only for the same. */
function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function namesOnDisk(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    // A folder that is not there yet is empty; any other trouble shows when the file is placed, which never
    // overwrites either.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
