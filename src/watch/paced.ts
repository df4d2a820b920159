/** Work that is requested often and done with pauses. */

/** The pause after the work, as a multiple of its duration. */
const REST = 20;
/** The shortest and the longest pause in milliseconds; very long work was mostly waiting. */
const SHORTEST_REST = 1000;
const LONGEST_REST = 60_000;

export interface PacingClock {
  /** Milliseconds. */
  now(): number;
  /** Calls `run` after a delay in milliseconds; returns a function that cancels it. */
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
 * Does the work on request: at once, but never twice at the same time, and only after a pause of usually
 * twenty times its duration. Requests during the work or the pause are combined into one.
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
