/** Who may work on an open archive when: one writer at a time, readers beside it, nobody after its end. */
import type { Cancel, Context } from './ports';

export class Turns {
  /** The last operation that writes; the next one waits for it. */
  #writing: Promise<unknown> = Promise.resolve();
  /** Long work that only reads; it ends before the archive closes. */
  readonly #readings = new Set<Promise<unknown>>();
  readonly #refusal: () => Error;
  readonly #prepare: () => Promise<void>;
  #closed = false;

  /** `refusal` makes what is thrown once the archive is closed; `prepare` is done before work that writes begins. */
  constructor(refusal: () => Error, prepare: () => Promise<void> = () => Promise.resolve()) {
    this.#refusal = refusal;
    this.#prepare = prepare;
  }

  /** Throws once the archive is closed. */
  refuseClosed(): void {
    if (this.#closed) throw this.#refusal();
  }

  /** What a synchronous answer throws becomes a rejection, as callers of a promise expect. */
  async answer<T>(work: () => T): Promise<T> {
    this.refuseClosed();
    return Promise.resolve(work());
  }

  /** One writing operation at a time; reads go on meanwhile and see whole transactions only. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.inTurn(() => {
      this.refuseClosed();
      return work();
    });
  }

  /** An operation by which the archive changes. */
  writing<T>(work: () => Promise<T>): Promise<T> {
    return this.exclusive(async () => {
      await this.#prepare();
      return work();
    });
  }

  /** As `exclusive`, but the end of what is under way is not refused while the archive closes. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#writing.then(work);
    this.#writing = result.catch(() => undefined);
    return result;
  }

  /** Long work that only reads: others go on beside it, and closing the archive cancels it. */
  async reading<T>({ progress, cancel }: Context, work: (context: Context) => Promise<T>): Promise<T> {
    this.refuseClosed();
    const isClosed = () => this.#closed;
    const stoppable: Cancel = {
      get isCancellationRequested() {
        return cancel.isCancellationRequested || isClosed();
      },
    };
    const reading = work({ progress, cancel: stoppable });
    this.#readings.add(reading);
    try {
      return await reading;
    } finally {
      this.#readings.delete(reading);
    }
  }

  /** Refuses what comes from now on, and resolves when what runs has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#readings);
    await this.#writing;
  }
}
