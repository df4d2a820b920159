/** Finds archived files that the archive spells otherwise than their drive does. */
import { lstatSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { foldFileName } from '../files/fileSystems';
import { type FolderLook, FolderNames } from '../files/folderNames';
import { listedPath } from '../files/spelling';
import type { FramePlaces } from './framePlaces';

/** Throws where a folder cannot be listed: that two names are one must never be a guess. */
const STRICT: FolderLook = {
  list: (folder) => readdirSync(folder),
  has: (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined,
};

/**
 * Rows come by another spelling when a folder is renamed in case alone, when a drive changes the Unicode form
 * of a name (HFS+), and from earlier versions. Remembers what it has seen: make a new one for each operation.
 */
export class OtherSpellings {
  readonly #places: Pick<FramePlaces, 'folders' | 'namesIn'>;
  readonly #names: FolderNames;
  /** Folders of the archive by folded path. */
  #folders: Map<string, string[]> | undefined;
  /** By folder: names of its frames by folded name. */
  readonly #frames = new Map<string, ReadonlyMap<string, readonly string[]>>();

  constructor(places: Pick<FramePlaces, 'folders' | 'namesIn'>, look: FolderLook = STRICT) {
    this.#places = places;
    this.#names = new FolderNames(look);
  }

  /**
   * The path that the archive has for the file that the drive lists at `path`; undefined where it does not
   * have that file, or has it by this very name. Both paths lead to one file.
   */
  find(path: string): string | undefined {
    this.#folders ??= grouped(this.#places.folders());
    for (const folder of this.#folders.get(foldFileName(dirname(path))) ?? []) {
      for (const name of this.#namesIn(folder).get(foldFileName(basename(path))) ?? []) {
        const known = join(folder, name);
        if (known !== path && this.#areOne(known, path)) return known;
      }
    }
    return undefined;
  }

  #namesIn(folder: string): ReadonlyMap<string, readonly string[]> {
    let names = this.#frames.get(folder);
    if (!names) this.#frames.set(folder, (names = grouped(this.#places.namesIn(folder).keys())));
    return names;
  }

  #areOne(a: string, b: string): boolean {
    try {
      return listedPath(a, this.#names) === listedPath(b, this.#names);
    } catch {
      return false;
    }
  }
}

function grouped(names: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const group = groups.get(foldFileName(name));
    if (group) group.push(name);
    else groups.set(foldFileName(name), [name]);
  }
  return groups;
}
