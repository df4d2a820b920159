/** Reports changed paths to the archive and new files to the user, one burst after the other. */
import type { Archive, FollowReport } from '../core/api/archive';
import { messageOf } from '../core/base/errors';
import type { Cancel, Context, Log } from '../core/base/ports';

export interface FollowerOptions {
  readonly archive: Pick<Archive, 'follow' | 'followAll'>;
  readonly log: Log;
  /** True if there is an archive; the watcher never creates one. */
  readonly isThere: () => boolean;
  /** Runs the work with visible progress. */
  readonly withProgress: <T>(work: (progress: Context['progress']) => Promise<T>) => Promise<T>;
  /** Asks about new files; resolves when the user has decided. */
  readonly offer: (files: readonly string[]) => Promise<void>;
  /** Warns about images that another program has changed. */
  readonly warn: (changed: FollowReport['changed']) => void;
}

/**
 * Recent new files are checked again, because the next burst may show that they were moved from elsewhere.
 */
const REMEMBERED = 200;

const silent: Context['progress'] = { report: () => undefined };

export class Follower {
  readonly #options: FollowerOptions;
  readonly #cancel: Cancel & { isCancellationRequested: boolean } = { isCancellationRequested: false };
  /** Files that the user was asked about and will not be asked about again. */
  readonly #offered = new Set<string>();
  #recent: readonly string[] = [];
  #running: Promise<void> = Promise.resolve();
  /** New files that appeared while the user was being asked about others. */
  readonly #waiting = new Set<string>();
  #asking = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** Processes changes at these paths. */
  follow(paths: readonly string[]): Promise<void> {
    const { archive, withProgress, isThere } = this.#options;
    if (!isThere()) return Promise.resolve();
    return this.#next(() => {
      const all = [...new Set([...paths, ...this.#recent])];
      return withProgress((progress) => archive.follow({ paths: all }, { progress, cancel: this.#cancel }));
    });
  }

  /** Looks for unreported changes, without visible progress because there are usually none. */
  followAll(): Promise<void> {
    const { archive } = this.#options;
    return this.#next(() => archive.followAll({}, { progress: silent, cancel: this.#cancel }));
  }

  dispose(): void {
    this.#cancel.isCancellationRequested = true;
  }

  #next(look: () => Promise<FollowReport>): Promise<void> {
    this.#running = this.#running.then(() => this.#take(look));
    return this.#running;
  }

  async #take(look: () => Promise<FollowReport>): Promise<void> {
    const { log, warn } = this.#options;
    if (this.#cancel.isCancellationRequested) return;
    try {
      const report = await look();
      for (const { path, what } of report.changed)
        log.warn(`${path} was changed by another program: ${what}`);
      if (report.changed.length > 0) warn(report.changed);
      for (const { path } of report.ambiguous) log.warn(`${path} could be more than one missing frame`);
      this.#recent = report.unknown.slice(-REMEMBERED).map(({ path }) => path);
      this.#offerNew(report);
    } catch (error) {
      if (!this.#cancel.isCancellationRequested) log.error(`Changed files: ${messageOf(error)}`);
    }
  }

  /**
   * Not awaited, because the question stays open until the user decides. Only one question is open at a time.
   */
  #offerNew({ unknown }: FollowReport): void {
    const files = unknown.map(({ path }) => path).filter((path) => !this.#offered.has(path));
    if (files.length === 0) return;
    if (this.#asking) {
      files.forEach((path) => this.#waiting.add(path));
      return;
    }
    files.forEach((path) => this.#offered.add(path));
    this.#asking = true;
    void this.#options.offer(files).finally(() => {
      this.#asking = false;
      this.#lookAtWaiting();
    });
  }

  /** Checks the waiting files again, because they may have been registered or deleted meanwhile. */
  #lookAtWaiting(): void {
    const files = [...this.#waiting];
    this.#waiting.clear();
    if (files.length > 0) void this.follow(files);
  }
}
