/** Events that come close together, as one piece of news. */

export interface BurstOptions {
  /** Milliseconds without an event that end a burst: 1000. */
  readonly quiet: number;
  /** Milliseconds after which a burst is told of even while events keep coming: 10000. */
  readonly longest: number;
  /** More paths than these are told of as `whole`: the folder that holds them all. */
  readonly most: number;
  readonly whole: string;
  /** Calls `run` after so many milliseconds; returns what takes that back. */
  readonly later?: (run: () => void, milliseconds: number) => () => void;
}

/** Collects paths and hands each burst of them over once. */
export class Burst {
  readonly #options: BurstOptions;
  readonly #tell: (paths: readonly string[]) => void;
  readonly #paths = new Set<string>();
  #cancelQuiet: (() => void) | undefined;
  #cancelLongest: (() => void) | undefined;

  constructor(options: BurstOptions, tell: (paths: readonly string[]) => void) {
    this.#options = options;
    this.#tell = tell;
  }

  add(path: string): void {
    const { quiet, longest, most, later = afterTimeout } = this.#options;
    if (this.#paths.size <= most) this.#paths.add(path);
    const end = () => this.#end();
    this.#cancelQuiet?.();
    this.#cancelQuiet = later(end, quiet);
    this.#cancelLongest ??= later(end, longest);
  }

  /** Forgets what has not been told. */
  dispose(): void {
    this.#cancelQuiet?.();
    this.#cancelLongest?.();
    this.#cancelQuiet = this.#cancelLongest = undefined;
    this.#paths.clear();
  }

  #end(): void {
    const { most, whole } = this.#options;
    const paths = this.#paths.size > most ? [whole] : [...this.#paths];
    this.dispose();
    this.#tell(paths);
  }
}

function afterTimeout(run: () => void, milliseconds: number): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
