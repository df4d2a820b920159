/** Where paths really lie: links on the way to a file are followed, the file itself is not. */
import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isInside } from '../../base/inside';

export class Ground {
  readonly #root: string;
  /** Real folders; a registration has few of them. */
  readonly #folders = new Map<string, string>();

  /** Throws what the system throws. The repository need not be there. */
  constructor(repository: string) {
    this.#root = this.#real(repository);
  }

  /**
   * Whether a file of this path lies in the repository, or would lie there. Throws what the system throws.
   */
  isInside(path: string): boolean {
    return isInside(this.#root, join(this.#real(dirname(path)), basename(path)));
  }

  /** A folder that is not there has the real path of the one above it. */
  #real(folder: string): string {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    let real: string;
    try {
      real = realpathSync.native(folder);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const above = dirname(folder);
      if ((code !== 'ENOENT' && code !== 'ENOTDIR') || above === folder) throw error;
      real = join(this.#real(above), basename(folder));
    }
    this.#folders.set(folder, real);
    return real;
  }
}
