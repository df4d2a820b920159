/** Long work in steps: lets messages in between two of them, stops at a cancel, and tells how far it is. */
import { CancelledError } from '../errors';
import { Breather } from '../pause';
import type { Context } from '../ports';
import { Meter } from '../progress';

export class Steps {
  readonly #breather = new Breather();
  readonly #meter: Meter;
  readonly #context: Context;

  private constructor(context: Context) {
    this.#context = context;
    this.#meter = new Meter(context.progress, 'Reading the archive');
  }

  /** Rejects with `cancelled` where that has been asked for already. */
  static async begin(context: Context): Promise<Steps> {
    const steps = new Steps(context);
    await steps.done(0);
    return steps;
  }

  /** How many steps there are over all phases. */
  expect(total: number): void {
    this.#meter.expect(total);
  }

  phase(phase: string): void {
    this.#meter.phase(phase);
  }

  /** So many steps are done, the last of them on `item`. */
  async done(steps: number, item?: () => string): Promise<void> {
    this.#meter.step(item, steps);
    await this.#breather.breathe();
    if (this.#context.cancel.isCancellationRequested) throw new CancelledError();
  }
}
