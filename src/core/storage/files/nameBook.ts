/** Hands out file names that nothing on disk and nothing else in the plan has. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileError } from '../../base/errors';
import { withoutSuffix, withSuffix } from '../../rules/place/suffix';
import { isPart } from './fileStep';
import { foldFileName } from './fileSystems';

interface Folder {
  readonly taken: Set<string>;
  /** Folded name to the last suffix that was tried. */
  readonly counts: Map<string, number>;
}

export class NameBook {
  readonly #listFolder: (folder: string) => readonly string[];
  /** By folded path: where case does not count, `Light/M31` and `Light/m31` are one folder. */
  readonly #folders = new Map<string, Folder>();
  /** By path as written and by folded name, with and without suffix: the names on disk. */
  readonly #onDisk = new Map<string, ReadonlyMap<string, readonly string[]>>();
  readonly #parts: string[] = [];

  /** `listFolder` gives the names in a folder, none when it does not exist. */
  constructor(listFolder: (folder: string) => readonly string[] = namesOnDisk) {
    this.#listFolder = listFolder;
  }

  /** Unfinished copies that lay in the folders when they were looked at first. */
  get parts(): readonly string[] {
    return this.#parts;
  }

  /** The path for a file of this name in this folder: `x.fits`, or `x_001.fits` where that is taken. */
  claim(folder: string, name: string): string {
    const known = this.#folder(folder);
    const base = foldFileName(name);
    let free = name;
    // Bias frames come several a second: go on counting where the last one of the same name stopped.
    for (
      let n = known.counts.get(base) ?? 0;
      known.taken.has(foldFileName(free));
      known.counts.set(base, n)
    ) {
      free = withSuffix(name, ++n);
    }
    known.taken.add(foldFileName(free));
    return join(folder, free);
  }

  /** What lay on disk under this name, with or without a suffix: `x.fits`, `x_001.fits` … */
  onDisk(folder: string, name: string): string[] {
    this.#folder(folder);
    return (this.#onDisk.get(folder)?.get(foldFileName(name)) ?? [])
      .map((found) => join(folder, found))
      .sort();
  }

  #folder(path: string): Folder {
    const key = foldFileName(path);
    let folder = this.#folders.get(key);
    if (!folder) this.#folders.set(key, (folder = { taken: new Set(), counts: new Map() }));
    if (!this.#onDisk.has(path)) this.#look(path, folder);
    return folder;
  }

  #look(path: string, folder: Folder): void {
    const found = new Map<string, string[]>();
    for (const name of this.#listFolder(path)) {
      folder.taken.add(foldFileName(name));
      if (isPart(name)) this.#parts.push(join(path, name));
      // A number at the end may be a suffix or belong to the name: NGC_7000.fits.
      for (const base of new Set([foldFileName(name), foldFileName(withoutSuffix(name).name)])) {
        const same = found.get(base);
        if (same) same.push(name);
        else found.set(base, [name]);
      }
    }
    this.#onDisk.set(path, found);
  }
}

function namesOnDisk(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    // A folder that is not there yet is empty; any other trouble concerns the files that belong there.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fileError(error, folder);
  }
}
