/** Work that is asked for often and done at its own pace. */

/** The pause after the work, in times of what it took. */
const REST = 20;
/** Milliseconds of rest at least, and at most: what took longest was waiting for others. */
const SHORTEST_REST = 1000;
const LONGEST_REST = 60_000;

export interface PacingClock {
  /** Milliseconds. */
  now(): number;
  /** Calls `run` after so many milliseconds; returns what takes that back. */
  later(run: () => void, milliseconds: number): () => void;
}

const realClock: PacingClock = {
  now: () => performance.now(),
  later(run, milliseconds) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/**
 * Does the work when it is asked for: at once, but never twice at a time and only after a rest, of as a rule twenty
 * times what it took. What is asked for meanwhile is done once, afterwards.
 */
export class Paced {
  readonly #work: () => Promise<void>;
  readonly #clock: PacingClock;
  #restUntil = -Infinity;
  #working = false;
  #asked = false;
  #cancel: (() => void) | undefined;
  #disposed = false;

  /** `work` does not reject. */
  constructor(work: () => Promise<void>, clock: PacingClock = realClock) {
    this.#work = work;
    this.#clock = clock;
  }

  ask(): void {
    this.#asked = true;
    if (this.#working || this.#disposed || this.#cancel) return;
    const rest = this.#restUntil - this.#clock.now();
    if (rest <= 0) void this.#go();
    else this.#cancel = this.#clock.later(() => void this.#go(), rest);
  }

  dispose(): void {
    this.#disposed = true;
    this.#cancel?.();
  }

  async #go(): Promise<void> {
    this.#cancel = undefined;
    this.#asked = false;
    this.#working = true;
    const started = this.#clock.now();
    await this.#work();
    const ended = this.#clock.now();
    this.#working = false;
    this.#restUntil = ended + Math.min(Math.max(SHORTEST_REST, REST * (ended - started)), LONGEST_REST);
    if (this.#asked) this.ask();
  }
}
