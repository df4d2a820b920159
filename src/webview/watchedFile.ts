/** Whether a file is still as it was when it was read. */
import { stat } from 'node:fs/promises';
import { lookAgain } from './lookAgain';

/** Milliseconds between two looks. Drives in the network tell nobody what another computer writes. */
const PAUSE = 1000;

/** `same` also where it is again as it was; `gone` where nothing can be said of it, `changed` otherwise. */
export type FileNews = 'same' | 'changed' | 'gone';

export class WatchedFile {
  readonly #path: string;
  readonly #tell: (news: FileNews) => void;
  readonly #stateOf: typeof stateOf;
  #read: string | null = null;
  #told: FileNews = 'same';
  /** Counts what was remembered: a look that began before is of no use. */
  #round = 0;
  #end: (() => void) | undefined;
  #disposed = false;

  /** `tell` is called when the news has changed: with `changed`, and with `same` when the old file is back. */
  constructor(path: string, tell: (news: FileNews) => void, ask = stateOf) {
    this.#path = path;
    this.#tell = tell;
    this.#stateOf = ask;
  }

  /** Takes the file as it is now for the one that was read. Call it before reading: then no change is missed. */
  async remember(): Promise<void> {
    const round = ++this.#round;
    const read = await this.#stateOf(this.#path);
    if (round !== this.#round) return;
    this.#read = read;
    this.#told = read === null ? 'gone' : 'same';
  }

  /** Looks at the file once, and tells where there is news. */
  async look(): Promise<void> {
    const round = this.#round;
    const now = await this.#stateOf(this.#path);
    if (this.#disposed || round !== this.#round) return;
    const news = now === null ? 'gone' : now === this.#read ? 'same' : 'changed';
    if (news === this.#told) return;
    this.#told = news;
    this.#tell(news);
  }

  /** Tells the last news once more, to a page that has just begun to show the file. */
  tellAgain(): void {
    if (this.#told !== 'same') this.#tell(this.#told);
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

/** Size in bytes and time of the last change: `1442880 1735855200123456700n`; null where there is no such file. */
export async function stateOf(path: string): Promise<string | null> {
  try {
    const { size, mtimeNs } = await stat(path, { bigint: true });
    return `${size} ${mtimeNs}`;
  } catch {
    return null;
  }
}
