/** The rows of a paged request, as many as the user has asked for. */
import type { Page, PageRequest } from '../core/api/archive';

/** Rows of one request; the archive returns at most 1000. */
export const PAGE_SIZE = 500;

export type Fetch<T> = (request: PageRequest) => Promise<Page<T>>;

export class TreeListing<T> {
  readonly #items: T[] = [];
  readonly #fetch: Fetch<T>;
  #next: number | null = 0;
  #wanted: number;
  #running: Promise<void> = Promise.resolve();

  /** The first `load` loads `wanted` rows; after a refresh, as many as before. */
  constructor(fetch: Fetch<T>, wanted: number = PAGE_SIZE) {
    this.#fetch = fetch;
    this.#wanted = wanted;
  }

  get wanted(): number {
    return this.#wanted;
  }

  /** False while the archive has more rows. */
  get complete(): boolean {
    return this.#next === null;
  }

  /** The next `load` loads one more page. */
  wantMore(): void {
    this.#wanted = this.#items.length + PAGE_SIZE;
  }

  /** Returns the rows so far; overlapping calls share the requests. */
  async load(): Promise<readonly T[]> {
    const run = this.#running.then(() => this.#loadWanted());
    // The next call requests a failed page again, so it must not fail with the old error.
    this.#running = run.catch(() => undefined);
    await run;
    return this.#items;
  }

  async #loadWanted(): Promise<void> {
    while (this.#next !== null && this.#items.length < this.#wanted) {
      const page: Page<T> = await this.#fetch({ from: this.#next, limit: PAGE_SIZE });
      this.#items.push(...page.items);
      this.#next = page.next;
    }
  }
}
