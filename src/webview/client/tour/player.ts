/** Shows one picture after the other, and waits for one that is not there yet. */

export interface PlayerEvents {
  /** Whether the next picture can be shown. */
  isReady(): boolean;
  /** Shows it. */
  step(): void;
  changed(isPlaying: boolean): void;
}

/** Calls `run` after so many milliseconds; returns a function that cancels it. */
export type Later = (run: () => void, milliseconds: number) => () => void;

const LATER: Later = (run, milliseconds) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

export class Player {
  /** Milliseconds between two pictures: 500. A change counts from the next picture on. */
  interval: number;
  readonly #events: PlayerEvents;
  readonly #later: Later;
  #cancel: (() => void) | null = null;
  #isPlaying = false;
  #isDue = false;

  constructor(interval: number, events: PlayerEvents, later: Later = LATER) {
    this.interval = interval;
    this.#events = events;
    this.#later = later;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  start(): void {
    if (this.#isPlaying) return;
    this.#isPlaying = true;
    this.#events.changed(true);
    this.#wait();
  }

  stop(): void {
    if (!this.#isPlaying) return;
    this.#isPlaying = false;
    this.#isDue = false;
    this.#cancel?.();
    this.#events.changed(false);
  }

  /** The next picture may be there now. */
  arrived(): void {
    if (this.#isDue) this.#step();
  }

  #wait(): void {
    this.#isDue = false;
    this.#cancel = this.#later(() => {
      this.#isDue = true;
      this.#step();
    }, this.interval);
  }

  #step(): void {
    if (!this.#events.isReady()) return;
    this.#isDue = false;
    this.#events.step();
    if (this.#isPlaying) this.#wait();
  }
}
