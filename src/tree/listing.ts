/** The rows of a paged request, as many of them as the user has asked to see. */
import type { Page, PageRequest } from '../core/api/archive';

/** Rows of one request; the archive answers with at most 1000. */
export const PAGE_SIZE = 500;

export type Fetch<T> = (request: PageRequest) => Promise<Page<T>>;

export class TreeListing<T> {
  readonly #items: T[] = [];
  readonly #fetch: Fetch<T>;
  #next: number | null = 0;
  #wanted: number;
  #running: Promise<void> = Promise.resolve();

  /** `wanted` rows are loaded at the first call of `load`; a listing made anew asks for as many as before. */
  constructor(fetch: Fetch<T>, wanted: number = PAGE_SIZE) {
    this.#fetch = fetch;
    this.#wanted = wanted;
  }

  get wanted(): number {
    return this.#wanted;
  }

  /** False as long as the archive has more rows. */
  get complete(): boolean {
    return this.#next === null;
  }

  /** One page more at the next `load`. */
  wantMore(): void {
    this.#wanted = this.#items.length + PAGE_SIZE;
  }

  /** The rows so far; calls that overlap share the requests. */
  async load(): Promise<readonly T[]> {
    const run = this.#running.then(() => this.#loadWanted());
    // A page that failed is asked for again by the next call; that call must not fail for the first one's reason.
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
