/** Asks for the pictures that are in view, a few at a time, and gives up those that no longer are. */
import type { Cancel } from '../core/base/ports';

/** One is being made while the next one is looked for on the disk. */
const AT_ONCE = 2;

export interface PictureRequests<Key> {
  /** The address of a picture; rejects where there is none, or when cancelled. */
  make(key: Key, cancel: Cancel): Promise<string>;
  /** Called once for each that is wanted: with null where it cannot be shown. */
  made(key: Key, address: string | null): void;
}

export class WantedPictures<Key> {
  readonly #requests: PictureRequests<Key>;
  #waiting: Key[] = [];
  readonly #inHand = new Map<Key, { isCancellationRequested: boolean }>();

  constructor(requests: PictureRequests<Key>) {
    this.#requests = requests;
  }

  /** These and no others are wanted from now on, in this order. */
  want(keys: readonly Key[]): void {
    const wanted = new Set(keys);
    for (const [key, cancel] of this.#inHand) if (!wanted.has(key)) cancel.isCancellationRequested = true;
    this.#waiting = [...wanted].filter((key) => this.#inHand.get(key)?.isCancellationRequested !== false);
    this.#next();
  }

  #next(): void {
    while (this.#inHand.size < AT_ONCE) {
      const key = this.#waiting.find((each) => !this.#inHand.has(each));
      if (key === undefined) return;
      this.#waiting = this.#waiting.filter((each) => each !== key);
      void this.#make(key);
    }
  }

  async #make(key: Key): Promise<void> {
    const cancel = { isCancellationRequested: false };
    this.#inHand.set(key, cancel);
    const address = await this.#requests.make(key, cancel).catch(() => null);
    this.#inHand.delete(key);
    // A picture that has come in spite of it is as good; only its absence may be due to the cancel.
    if (address !== null || !cancel.isCancellationRequested) {
      this.#waiting = this.#waiting.filter((each) => each !== key);
      this.#requests.made(key, address);
    }
    this.#next();
  }
}
