/** How folders will be spelled that files are to go to, whether they are there already or not. */
import { join, parse, sep } from 'node:path';
import { foldFileName } from './fileSystems';
import { FolderNames } from './folderNames';

/**
 * Where case does not count, `Light/m31` and `Light/M31` are one folder, and the first spelling of it stands:
 * that on the drive or, of a folder that is still to be made, that of the file that was planned first. So a
 * row never has a spelling that the drive does not list. Remembers what it has seen and handed out: make a
 * new one for each plan.
 */
export class TargetFolders {
  readonly #names: FolderNames;
  /** By folded path: folders that are to be made. */
  readonly #planned = new Map<string, string>();

  constructor(names = new FolderNames()) {
    this.#names = names;
  }

  /**
   * `parts` below `root`: `resolve('/astro', ['Light', 'M31'])` is `/astro/Light/m31` where the drive lists
   * that.
   */
  resolve(root: string, parts: readonly string[]): string {
    return parts.reduce((folder, part) => this.#one(folder, part), root);
  }

  /**
   * As `resolve` for the folder of an absolute path; its last part is the name of a file and stays as it is.
   */
  resolvePath(path: string): string {
    const { root, base, dir } = parse(path);
    return join(this.resolve(root, dir.slice(root.length).split(sep).filter(Boolean)), base);
  }

  #one(folder: string, part: string): string {
    const name = this.#names.spelled(folder, part);
    const path = join(folder, name);
    // Where nothing tells, one spelling too few is right on every drive.
    if (this.#names.lists(folder, name) || this.#names.caseCounts(folder) === true) return path;
    const key = foldFileName(path);
    const planned = this.#planned.get(key);
    if (planned === undefined) this.#planned.set(key, path);
    return planned ?? path;
  }
}
