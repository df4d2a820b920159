/** Lines of the log about single files: the first of each kind, then how many there were. */
import type { Log } from '../../base/ports';
import { countText } from '../../text/words';

const MOST = 20;

export class Told {
  readonly #log: Log;
  readonly #counts = new Map<string, number>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** `kind` says in a few words what the line is about: `were left alone`. */
  say(level: 'info' | 'warn' | 'error', kind: string, line: string): void {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    this.#log[count <= MOST ? level : 'debug'](line);
  }

  /** Counts what has not been told line by line. */
  end(): void {
    for (const [kind, count] of this.#counts) {
      if (count > MOST) this.#log.info(`… and ${countText(count - MOST, 'more file')}: ${kind}`);
    }
    this.#counts.clear();
  }
}
