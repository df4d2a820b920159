/** Who may work on an open archive when: one writer at a time, readers beside it, nobody after its end. */
import type { Cancel, Context } from './ports';

/** The context of long work that goes on beside other work, and takes a turn only to note what it finds. */
export interface CheckContext extends Context {
  /** Runs a piece of the work while no other operation writes. It still runs while the archive closes. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Tells the views that frames were moved or marked as missing or damaged, or no longer are. */
  readonly marked: () => void;
}

export class Turns {
  /** The last operation that writes; the next one waits for it. */
  #writing: Promise<unknown> = Promise.resolve();
  /** Long work that only reads; it ends before the archive closes. */
  readonly #readings = new Set<Promise<unknown>>();
  readonly #refusal: () => Error;
  #closed = false;

  /** `refusal` makes what is thrown once the archive is closed. */
  constructor(refusal: () => Error) {
    this.#refusal = refusal;
  }

  /** What a synchronous answer throws becomes a rejection, as callers of a promise expect. */
  async answer<T>(work: () => T | Promise<T>): Promise<T> {
    this.#refuseClosed();
    return await work();
  }

  /** One writing operation at a time; reads go on meanwhile and see whole transactions only. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.inTurn(() => {
      this.#refuseClosed();
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
    this.#refuseClosed();
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

  #refuseClosed(): void {
    if (this.#closed) throw this.#refusal();
  }
}
