/**
 * Files at standard places that the archive does not know: what an interrupted registration has left there. A
 * source that is registered again must find its own file instead of becoming a second one beside it.
 */
import { lstat } from 'node:fs/promises';
import type { CardEdit } from '../../formats/fits/edit';
import type { Digest } from '../../storage/files/digests';
import type { NameBook } from '../../storage/files/nameBook';
import type { Scan } from '../scan/scan';

interface Stray {
  readonly path: string;
  readonly size: number;
  sha256?: string;
}

export interface StrayParts {
  readonly names: NameBook;
  /** Whether a path is in the archive. */
  readonly has: (path: string) => boolean;
  readonly digest: Digest;
  readonly sameImage: (a: string, b: string) => Promise<boolean>;
}

export class Strays {
  readonly #parts: StrayParts;
  readonly #byName = new Map<string, Promise<Stray[]>>();

  constructor(parts: StrayParts) {
    this.#parts = parts;
  }

  /**
   * The file that was made of this source at this place, with or without a suffix: equal byte for byte, or
   * but for the edits that its header was to get. Each is found once.
   */
  async find(
    folder: string,
    name: string,
    scan: Scan,
    edits: readonly CardEdit[],
  ): Promise<string | undefined> {
    const key = `${folder}\0${name}`;
    let list = this.#byName.get(key);
    if (!list) this.#byName.set(key, (list = this.#list(folder, name)));
    const strays = await list;
    for (const stray of strays) {
      if (!(await this.#isOf(stray, scan, edits))) continue;
      strays.splice(strays.indexOf(stray), 1);
      return stray.path;
    }
    return undefined;
  }

  async #list(folder: string, name: string): Promise<Stray[]> {
    const strays: Stray[] = [];
    for (const path of this.#parts.names.onDisk(folder, name)) {
      if (this.#parts.has(path)) continue;
      const info = await lstat(path).catch(() => null);
      if (info?.isFile()) strays.push({ path, size: info.size });
    }
    return strays;
  }

  async #isOf(stray: Stray, scan: Scan, edits: readonly CardEdit[]): Promise<boolean> {
    if (stray.size === scan.size) {
      stray.sha256 ??= await this.#parts.digest(stray.path, stray.size);
      if (stray.sha256 === scan.sha256) return true;
    }
    return edits.length > 0 && (await this.#parts.sameImage(stray.path, scan.path));
  }
}
