/**
 * Saves a database after changes, seldom enough not to slow the work down: the next save begins at the
 * earliest max(2 s, 20 × the cost of the last one) after it, and always at the end of an operation.
 */
import { messageOf } from '../../base/errors';
import type { Log } from '../../base/ports';

const SHORTEST_PAUSE = 2000;

export class Saver {
  readonly #save: () => Promise<void>;
  readonly #log: Log;
  readonly #shortest: number;
  #dirty = false;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #pause: number;

  /** `save` exports and writes; the saver never runs it twice at a time. `shortest` is in milliseconds. */
  constructor(save: () => Promise<void>, log: Log, shortest = SHORTEST_PAUSE) {
    this.#save = save;
    this.#log = log;
    this.#shortest = shortest;
    this.#pause = shortest;
  }

  /** Call after every committed change. */
  changed(): void {
    this.#dirty = true;
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      // The end of the operation saves again and reports a failure; here it only goes to the log.
      this.flush().catch((error: unknown) => this.#log.error(`Saving failed: ${messageOf(error)}`));
    }, this.#pause);
    this.#timer.unref();
  }

  /** No save begins any more by itself. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Resolves when everything that has changed so far is on disk; rejects when it could not be written. */
  flush(): Promise<void> {
    this.stop();
    const next = this.#running.then(() => this.#saveNow());
    this.#running = next.catch(() => undefined);
    return next;
  }

  async #saveNow(): Promise<void> {
    if (!this.#dirty) return;
    this.#dirty = false;
    const started = performance.now();
    try {
      await this.#save();
    } catch (error) {
      this.#dirty = true;
      throw error;
    }
    this.#pause = Math.max(this.#shortest, 20 * (performance.now() - started));
  }
}
