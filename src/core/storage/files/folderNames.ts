/**
 * How folders are spelled on the disk. Where case does not count, `Light/M31` may be there as `Light/m31`.
 */
import { lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { foldFileName } from './fileSystems';

export interface FolderLook {
  /** The names in a folder; none where it is not there. */
  list(folder: string): readonly string[];
  /** Whether a path leads anywhere. */
  has(path: string): boolean;
  /**
   * Whether a folder begins another file system than that of the folder above; the same one where not given.
   */
  isMount?(folder: string): boolean;
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
  isMount(folder) {
    const device = (path: string) => statSync(path, { throwIfNoEntry: false })?.dev;
    try {
      const here = device(folder);
      return here !== undefined && here !== device(dirname(folder));
    } catch {
      return true;
    }
  },
};

/** The names in a folder, and by folded name how one of them is spelled. */
class Names {
  readonly all: ReadonlySet<string>;
  #folded: Map<string, string> | undefined;

  constructor(names: readonly string[]) {
    this.all = new Set(names);
  }

  /** The first name that differs from `name` in spelling at most. */
  like(name: string): string | undefined {
    if (!this.#folded) {
      this.#folded = new Map();
      for (const each of this.all)
        if (!this.#folded.has(foldFileName(each))) this.#folded.set(foldFileName(each), each);
    }
    return this.#folded.get(foldFileName(name));
  }
}

/** Remembers what it has seen: make a new one for each operation. */
export class FolderNames {
  readonly #look: FolderLook;
  readonly #known = new Map<string, string>();
  readonly #listed = new Map<string, Names>();
  readonly #caseCounts = new Map<string, boolean | null>();

  constructor(look: FolderLook = disk) {
    this.#look = look;
  }

  /** `parts` below `root`, each as the disk spells it where it is there already. */
  resolve(root: string, parts: readonly string[]): string {
    return parts.reduce((folder, part) => join(folder, this.spelled(folder, part)), root);
  }

  /** One name in a folder, as the disk spells it where it is there already. */
  spelled(folder: string, part: string): string {
    const key = join(folder, part);
    let name = this.#known.get(key);
    if (name === undefined) this.#known.set(key, (name = this.#find(folder, part)));
    return name;
  }

  /** Whether a folder lists a name, spelled exactly so. */
  lists(folder: string, name: string): boolean {
    return this.#namesIn(folder).all.has(name);
  }

  /**
   * Whether names that differ in case alone are two names in this folder, as a look at what is there in
   * another case tells: in the folder itself or, where it is empty or not there yet, above it on the same
   * drive. Null where nothing tells.
   */
  caseCounts(folder: string): boolean | null {
    let counts = this.#caseCounts.get(folder);
    if (counts === undefined) {
      counts = this.#probe(folder);
      const above = dirname(folder);
      if (counts === null && above !== folder && !this.#look.isMount?.(folder))
        counts = this.caseCounts(above);
      this.#caseCounts.set(folder, counts);
    }
    return counts;
  }

  #probe(folder: string): boolean | null {
    const names = this.#namesIn(folder);
    for (const name of names.all) {
      const other = inOtherCase(name);
      if (other !== name && !names.all.has(other)) return !this.#look.has(join(folder, other));
    }
    return null;
  }

  #find(folder: string, part: string): string {
    const names = this.#namesIn(folder);
    if (names.all.has(part) || !this.#look.has(join(folder, part))) return part;
    return names.like(part) ?? part;
  }

  #namesIn(folder: string): Names {
    let names = this.#listed.get(folder);
    if (!names) this.#listed.set(folder, (names = new Names(this.#look.list(folder))));
    return names;
  }
}

/** `Light` is `lIGHT`. Letters beyond ASCII have no other case in some places, and several in others. */
function inOtherCase(name: string): string {
  return name.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}
