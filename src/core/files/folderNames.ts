/** How folders are spelled on the disk. Where case does not count, `Light/M31` may be there as `Light/m31`. */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from './names';

export interface FolderLook {
  /** The names in a folder; none where it is not there. */
  list(folder: string): readonly string[];
  /** Whether a path leads anywhere. */
  has(path: string): boolean;
}

/** What cannot be read is taken as it is written. */
const disk: FolderLook = {
  list(folder) {
    try {
      return readdirSync(folder);
    } catch {
      // Whoever goes on to use the folder gets the error.
      return [];
    }
  },
  has(path) {
    try {
      return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
    } catch {
      return false;
    }
  },
};

/** Remembers what it has seen: make a new one for each operation. */
export class FolderNames {
  readonly #look: FolderLook;
  readonly #known = new Map<string, string>();
  readonly #listed = new Map<string, ReadonlySet<string>>();

  constructor(look: FolderLook = disk) {
    this.#look = look;
  }

  /** `parts` below `root`, each as the disk spells it where it is there already. */
  resolve(root: string, parts: readonly string[]): string {
    return parts.reduce((folder, part) => join(folder, this.#spelled(folder, part)), root);
  }

  #spelled(folder: string, part: string): string {
    const key = join(folder, part);
    let name = this.#known.get(key);
    if (name === undefined) this.#known.set(key, (name = this.#find(folder, part)));
    return name;
  }

  #find(folder: string, part: string): string {
    const names = this.#namesIn(folder);
    if (names.has(part) || !this.#look.has(join(folder, part))) return part;
    return [...names].find((name) => fold(name) === fold(part)) ?? part;
  }

  #namesIn(folder: string): ReadonlySet<string> {
    let names = this.#listed.get(folder);
    if (!names) this.#listed.set(folder, (names = new Set(this.#look.list(folder))));
    return names;
  }
}
