/** Whether the files whose pictures are in view are still those that the pictures were made of. */
import { lookAgain } from './lookAgain';
import { stateOf } from './watchedFile';

/** Milliseconds between two looks. */
const PAUSE = 2000;

export class SeenPictures<Key> {
  readonly #changed: (keys: readonly Key[]) => void;
  readonly #stateOf: typeof stateOf;
  /** Each file as it was before its picture was made. */
  readonly #files = new Map<Key, { readonly path: string; readonly state: string | null }>();
  #seen: readonly Key[] = [];
  #end: (() => void) | undefined;
  #disposed = false;

  /** `changed` is called with those whose files are no longer what they were; they are forgotten then. */
  constructor(changed: (keys: readonly Key[]) => void, ask = stateOf) {
    this.#changed = changed;
    this.#stateOf = ask;
  }

  /** Takes the file as it is now for the one that the picture is made of. Call it before making the picture. */
  async remember(key: Key, path: string): Promise<void> {
    // What a look that has begun finds is of no use any more.
    this.#files.delete(key);
    this.#files.set(key, { path, state: await this.#stateOf(path) });
  }

  /** Those in view; others are not looked at. */
  see(keys: readonly Key[]): void {
    this.#seen = keys;
  }

  /** All of them: others are shown now. */
  forget(): void {
    this.#files.clear();
    this.#seen = [];
  }

  /** Looks at each file in view once. One that is gone keeps its picture: its drive may be away. */
  async look(): Promise<void> {
    const changed: Key[] = [];
    for (const key of this.#seen) {
      const file = this.#files.get(key);
      if (file === undefined) continue;
      const now = await this.#stateOf(file.path);
      if (this.#disposed) return;
      if (now === null || now === file.state || this.#files.get(key) !== file) continue;
      this.#files.delete(key);
      changed.push(key);
    }
    if (changed.length > 0) this.#changed(changed);
  }

  /** Looks again and again. */
  watch(isWanted: () => boolean): void {
    this.#end?.();
    this.#end = lookAgain(() => this.look(), isWanted, PAUSE);
  }

  dispose(): void {
    this.#disposed = true;
    this.#end?.();
  }
}
