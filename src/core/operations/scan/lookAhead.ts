/** Runs ahead of whoever takes, but not too far: what is found waits in a queue of limited length. */

export class LookAhead<T> {
  readonly #most: number;
  readonly #running: Promise<void>;
  #queue: T[] = [];
  /** Items of the queue that were taken. */
  #taken = 0;
  #ended = false;
  #stopped = false;
  #failure: { readonly error: unknown } | undefined;
  #wake: (() => void)[] = [];

  /** At most about `most` items wait. `onEnd` is called when the source has no more. */
  constructor(source: AsyncIterable<readonly T[]>, most: number, onEnd: () => void = () => undefined) {
    this.#most = most;
    this.#running = this.#run(source, onEnd);
  }

  /**
   * What has been found so far, in order, until `enough` says so of the items taken by this call, one at
   * least; empty at the end. Rejects with what the source threw.
   */
  async take(enough: (item: T) => boolean): Promise<T[]> {
    while (this.#taken === this.#queue.length && !this.#ended) await this.#turn();
    const items: T[] = [];
    while (this.#taken < this.#queue.length) {
      const item = this.#queue[this.#taken++] as T;
      items.push(item);
      if (enough(item)) break;
    }
    if (this.#taken >= this.#most) {
      this.#queue = this.#queue.slice(this.#taken);
      this.#taken = 0;
    }
    this.#notify();
    if (items.length === 0 && this.#failure) throw this.#failure.error;
    return items;
  }

  /** Asks for no more; resolves when the source has let go. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#notify();
    await this.#running;
  }

  async #run(source: AsyncIterable<readonly T[]>, onEnd: () => void): Promise<void> {
    try {
      for await (const items of source) {
        for (const item of items) this.#queue.push(item);
        this.#notify();
        while (this.#queue.length - this.#taken >= this.#most && !this.#stopped) await this.#turn();
        if (this.#stopped) break;
      }
    } catch (error) {
      this.#failure = { error };
    }
    this.#ended = true;
    onEnd();
    this.#notify();
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => this.#wake.push(resolve));
  }

  #notify(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}
