/** Pictures that may be shown next: read one after the other, and dropped once they are far away. */
import type { ImageChoice, ShownFile } from '../../imageFile';
import { kept, wanting } from './aheadPlan';

/** What is known of a picture here: the bytes that it takes. */
interface Sized {
  readonly bytes: number;
}

/** A file with a picture of it. */
export interface Loaded<Picture extends Sized> {
  readonly file: ShownFile;
  readonly most: number;
  /** Null for a file without an image. */
  readonly shown: { readonly choice: ImageChoice; readonly picture: Picture } | null;
}

export class Ahead<Picture extends Sized> {
  readonly #ask: (path: string) => void;
  readonly #loaded = new Map<string, Loaded<Picture>>();
  readonly #failed = new Map<string, string>();
  #coming: readonly string[] = [];
  #asked: string | null = null;
  /** Whether other pictures came to be wanted since. */
  #isRenewed = false;
  #most = 0;
  #choice = '';

  constructor(ask: (path: string) => void) {
    this.#ask = ask;
  }

  get isIdle(): boolean {
    return this.#asked === null;
  }

  get(path: string): Loaded<Picture> | undefined {
    return this.#loaded.get(path);
  }

  /** Why a file cannot be shown; undefined for all others. */
  failure(path: string): string | undefined {
    return this.#failed.get(path);
  }

  /** Pictures of another size, or of another plane, are read again. */
  want(coming: readonly string[], most: number, choice: ImageChoice | null): void {
    const wish = JSON.stringify(choice);
    if (most !== this.#most || wish !== this.#choice) {
      this.#loaded.clear();
      this.#failed.clear();
    }
    [this.#coming, this.#most, this.#choice] = [coming, most, wish];
    this.#isRenewed = true;
    this.#go();
  }

  /** Keeps the picture that was in front: it may come again. */
  put(path: string, loaded: Loaded<Picture>): void {
    if (loaded.most === this.#most) this.#loaded.set(path, loaded);
  }

  /** True where it was of use. */
  receive(loaded: Loaded<Picture>): boolean {
    const { path } = loaded.file;
    const isWanted = loaded.most === this.#most && this.#coming.includes(path);
    if (isWanted) this.#loaded.set(path, loaded);
    this.#answered(path);
    return isWanted;
  }

  /** Null where it was given up on the way: what was wanted meanwhile is read, or what will be wanted next. */
  fail(path: string, message: string | null): void {
    if (message === null && this.#asked === path && !this.#isRenewed) {
      this.#asked = null;
      return;
    }
    if (message !== null) this.#failed.set(path, message);
    this.#answered(path);
  }

  /** Another look at files that could not be shown. */
  forgive(): void {
    this.#failed.clear();
  }

  #answered(path: string): void {
    if (this.#asked === path) this.#asked = null;
    this.#go();
  }

  #go(): void {
    const bytes = new Map([...this.#loaded].map(([path, { shown }]) => [path, shown?.picture.bytes ?? 0]));
    const staying = kept(this.#coming, bytes);
    for (const path of this.#loaded.keys()) if (!staying.has(path)) this.#loaded.delete(path);
    if (this.#asked !== null) return;
    const next = wanting(this.#coming, bytes, new Set(this.#failed.keys()));
    if (next === null) return;
    this.#asked = next;
    this.#isRenewed = false;
    this.#ask(next);
  }
}
