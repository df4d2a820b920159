/** What the codes of pictures mean that were made, also of files that have been closed since. */
import type { Levels } from '../../rules/picture/levels';

/** Files that are remembered: more than anybody looks at by turns. */
const MOST = 500;

export class KnownLevels {
  readonly #files = new Map<string, { readonly stamp: string; readonly levels: Map<string, Levels> }>();

  /** `stamp` tells versions of a file apart, `choice` its images and planes. */
  remember(path: string, stamp: string, choice: string, levels: Levels): void {
    const before = this.#files.get(path);
    const file = before?.stamp === stamp ? before : { stamp, levels: new Map<string, Levels>() };
    file.levels.set(choice, levels);
    this.#files.delete(path);
    this.#files.set(path, file);
    for (const [oldest] of this.#files) {
      if (this.#files.size <= MOST) break;
      this.#files.delete(oldest);
    }
  }

  /** Null where no picture was made of this version of the file. */
  find(path: string, stamp: string, choice: string): Levels | null {
    const file = this.#files.get(path);
    return file?.stamp === stamp ? (file.levels.get(choice) ?? null) : null;
  }

  /** Whether a picture was made, but of another version of the file. */
  isOther(path: string, stamp: string): boolean {
    const file = this.#files.get(path);
    return file !== undefined && file.stamp !== stamp;
  }
}
