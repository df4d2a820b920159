/** Turns steps of work into progress reports: how much is done, of what, and how long it will still take. */
import type { Progress } from './ports';

const SHORTEST_INTERVAL = 100;
/** Below this the estimate jumps about and says nothing. */
const SECONDS_BEFORE_ESTIMATE = 1;

export class Meter {
  readonly #progress: Progress;
  #phase: string;
  #done = 0;
  #total: number | null;
  #started = performance.now();
  /** Steps done by then. */
  #before = 0;
  #reported = -Infinity;

  /** `total` counts the steps of all phases, null while it is not known yet. */
  constructor(progress: Progress, phase: string, total: number | null = null) {
    this.#progress = progress;
    this.#phase = phase;
    this.#total = total;
    this.#report(undefined);
  }

  /** The total has become known, or has changed; the estimate goes by what is done from now on. */
  expect(total: number): void {
    this.#total = total;
    this.#started = performance.now();
    this.#before = this.#done;
  }

  /**
   * Starts counting again: what was counted so far was of another kind. `done` of `total` steps are behind us
   * already.
   */
  begin(phase: string, done: number, total: number | null): void {
    this.#done = done;
    this.#total = total;
    this.#started = performance.now();
    this.#before = done;
    this.phase(phase);
  }

  phase(phase: string): void {
    this.#phase = phase;
    this.#report(undefined);
  }

  /**
   * Reports at most every 100 ms, so that it can be called for every file. An item that costs something to
   * name can be a function, which is called for those that are reported.
   */
  step(item?: string | (() => string), steps = 1): void {
    this.#done += steps;
    if (performance.now() - this.#reported < SHORTEST_INTERVAL) return;
    this.#report(typeof item === 'function' ? item() : item);
  }

  #report(item: string | undefined): void {
    this.#reported = performance.now();
    const total = this.#total;
    this.#progress.report({
      phase: this.#phase,
      done: total === null ? this.#done : Math.min(this.#done, total),
      total,
      secondsLeft: this.#secondsLeft(),
      ...(item === undefined ? {} : { item }),
    });
  }

  #secondsLeft(): number | null {
    const elapsed = (this.#reported - this.#started) / 1000;
    const steps = this.#done - this.#before;
    if (this.#total === null || steps === 0 || elapsed < SECONDS_BEFORE_ESTIMATE) return null;
    return Math.max(0, (elapsed / steps) * (this.#total - this.#done));
  }
}
