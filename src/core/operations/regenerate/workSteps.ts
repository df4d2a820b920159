/** Long work in steps: lets messages in between two of them, stops at a cancel, and tells how far it is. */
import { CancelledError } from '../../base/errors';
import { Breather } from '../../base/pause';
import type { Context } from '../../base/ports';
import { Meter } from '../../base/progress';

export class WorkSteps {
  readonly #breather = new Breather();
  readonly #meter: Meter;
  readonly #context: Context;
  #phase = '';

  private constructor(context: Context) {
    this.#context = context;
    this.#meter = new Meter(context.progress, 'Reading the archive');
  }

  /** Rejects with `cancelled` where that has been asked for already. */
  static async begin(context: Context): Promise<WorkSteps> {
    const steps = new WorkSteps(context);
    await steps.done(0);
    return steps;
  }

  /** How many steps there are over all phases. */
  expect(total: number): void {
    this.#meter.expect(total);
  }

  /** The same one again is no news. */
  phase(phase: string): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    this.#meter.phase(phase);
  }

  /**
   * So many steps are done, the last of them on `item`. A promise where it is time to let messages in: to be
   * awaited only then, since there are more steps than milliseconds. Throws `cancelled`, or rejects with it.
   */
  done(steps: number, item?: () => string): Promise<void> | undefined {
    this.#meter.step(item, steps);
    if (this.#breather.isDue) return this.#pause();
    this.#refuseCancelled();
    return undefined;
  }

  async #pause(): Promise<void> {
    await this.#breather.breathe();
    this.#refuseCancelled();
  }

  #refuseCancelled(): void {
    if (this.#context.cancel.isCancellationRequested) throw new CancelledError();
  }
}
