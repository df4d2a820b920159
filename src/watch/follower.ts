/** Tells the archive of changed paths and the user of new files. One burst after the other. */
import type { Archive, ReconcileReport } from '../core/archive';
import { messageOf } from '../core/errors';
import type { Cancel, Context, Log } from '../core/ports';

export interface FollowerOptions {
  readonly archive: Pick<Archive, 'reconcile' | 'catchUp'>;
  readonly log: Log;
  /** Runs the work where its progress can be seen. */
  readonly withProgress: <T>(work: (progress: Context['progress']) => Promise<T>) => Promise<T>;
  /** Asks about new files; resolves when the user has answered. */
  readonly offer: (files: readonly string[]) => Promise<void>;
}

/** A file that was made in one burst may turn out, in the next, to be one that was deleted elsewhere. */
const REMEMBERED = 200;

const silent: Context['progress'] = { report: () => undefined };

export class Follower {
  readonly #options: FollowerOptions;
  readonly #cancel: Cancel & { isCancellationRequested: boolean } = { isCancellationRequested: false };
  /** Files that the user has been asked about, and that are not asked about again. */
  readonly #offered = new Set<string>();
  #recent: readonly string[] = [];
  #running: Promise<void> = Promise.resolve();
  #asking = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** What has happened at these paths. */
  follow(paths: readonly string[]): Promise<void> {
    const { archive, withProgress } = this.#options;
    return this.#next(() => {
      const all = [...new Set([...paths, ...this.#recent])];
      return withProgress((progress) =>
        archive.reconcile({ paths: all }, { progress, cancel: this.#cancel }),
      );
    });
  }

  /** What has happened and nobody has told of. Not shown: as a rule it is nothing. */
  catchUp(): Promise<void> {
    const { archive } = this.#options;
    return this.#next(() => archive.catchUp({}, { progress: silent, cancel: this.#cancel }));
  }

  dispose(): void {
    this.#cancel.isCancellationRequested = true;
  }

  #next(look: () => Promise<ReconcileReport>): Promise<void> {
    this.#running = this.#running.then(() => this.#take(look));
    return this.#running;
  }

  async #take(look: () => Promise<ReconcileReport>): Promise<void> {
    const { log } = this.#options;
    if (this.#cancel.isCancellationRequested) return;
    try {
      const report = await look();
      for (const { path } of report.changed) log.warn(`${path} was changed by another program`);
      for (const { path } of report.ambiguous) log.warn(`${path} could be more than one missing frame`);
      this.#recent = report.unknown.slice(-REMEMBERED).map(({ path }) => path);
      this.#offerNew(report);
    } catch (error) {
      if (!this.#cancel.isCancellationRequested) log.error(`Changed files: ${messageOf(error)}`);
    }
  }

  /** Not awaited by what comes next: the question may stand for as long as the user likes, and stands alone. */
  #offerNew({ unknown }: ReconcileReport): void {
    const files = unknown.map(({ path }) => path).filter((path) => !this.#offered.has(path));
    if (files.length === 0 || this.#asking) return;
    files.forEach((path) => this.#offered.add(path));
    this.#asking = true;
    void this.#options.offer(files).finally(() => (this.#asking = false));
  }
}
