/**
 * How far a registration is: files are looked for, read and filed at the same time, and how many there are
 * comes late.
 */
import type { Progress } from '../../base/ports';
import { Meter } from '../../base/progress';

export class RegisterSteps {
  readonly meter: Meter;
  /** Steps of each new file: it is read and, unless it stays where it is, filed. */
  readonly #each: number;
  #found = 0;
  #read = 0;
  #reading = false;
  #allFound = false;

  constructor(progress: Progress, filing: boolean) {
    this.meter = new Meter(progress, 'Searching for files');
    this.#each = filing ? 2 : 1;
  }

  looked(path: string): void {
    if (!this.#reading) this.meter.step(path);
  }

  /** New files that will be read. */
  found(count: number): void {
    this.#found += count;
  }

  allFound(): void {
    this.#allFound = true;
    if (this.#reading) this.meter.expect(this.#found * this.#each);
    else this.begin();
  }

  read(path: string): void {
    this.#read++;
    if (this.#reading) this.meter.step(path);
  }

  /** From now on what is read and filed counts, no longer what is found. */
  begin(): void {
    if (this.#reading) return;
    this.#reading = true;
    this.meter.begin('Reading headers', this.#read, this.#allFound ? this.#found * this.#each : null);
  }

  /** A batch was filed. */
  goOn(): void {
    if (!this.#allFound || this.#read < this.#found) this.meter.phase('Reading headers');
  }

  /** A file that was read needs no filing. */
  done(path: string): void {
    for (let step = 1; step < this.#each; step++) this.meter.step(path);
  }
}
