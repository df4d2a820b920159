/** Combines events that come close together. */

export interface BurstOptions {
  /** Milliseconds without an event that end a burst: 1000. */
  readonly quiet: number;
  /** Milliseconds after which a burst is reported even if events keep coming: 10000. */
  readonly longest: number;
  /** If there are more paths than this, `whole` is reported, the folder that contains them all. */
  readonly most: number;
  readonly whole: string;
  /** Calls `run` after a delay in milliseconds; returns a function that cancels it. */
  readonly later?: (run: () => void, milliseconds: number) => () => void;
}

/** Collects paths and reports each burst once. */
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

  /** Forgets unreported paths. */
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
