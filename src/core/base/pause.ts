/** How long work that counts, hashes or groups may hold its thread before it lets messages in. */
const LONGEST_STRETCH = 5;

/**
 * Lets the event loop turn every few milliseconds. Only then can a cancel arrive: neither a microtask nor a
 * message channel lets the port through.
 */
export class Breather {
  #since = performance.now();

  /** Whether `breathe` would let messages in now. */
  get isDue(): boolean {
    return performance.now() - this.#since >= LONGEST_STRETCH;
  }

  async breathe(): Promise<void> {
    if (!this.isDue) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#since = performance.now();
  }
}
