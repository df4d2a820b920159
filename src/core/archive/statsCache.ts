/** Figures of the archive, kept for a while: counting 100,000 frames takes longer than a page should wait. */
import type { Stats, StatsRows } from '../api/archive';
import type { Tolerances } from '../base/matching';
import { missingSets } from '../rules/sessions/missing';
import type { Database } from '../storage/database/database';
import type { Sessions } from '../storage/database/sessions';
import { countFigures } from '../storage/database/statistics';
import { readStatsRows } from '../storage/database/statisticsRows';

const SECONDS_KEPT = 300;

export class StatsCache {
  readonly #database: Database;
  readonly #sessions: Sessions;
  readonly #tolerances: Tolerances;
  readonly #now: () => number;
  readonly #stats: Kept<Stats>;
  readonly #rows: Kept<StatsRows>;

  /** `now` gives milliseconds since 1970. */
  constructor(database: Database, sessions: Sessions, tolerances: Tolerances, now: () => number = Date.now) {
    this.#database = database;
    this.#sessions = sessions;
    this.#tolerances = tolerances;
    this.#now = now;
    this.#stats = new Kept(database, now, () => this.#count());
    this.#rows = new Kept(database, now, () => ({
      rows: readStatsRows(database.sqlite),
      counted: this.#counted(),
    }));
  }

  /**
   * The kept figures, unless they are older than 300 s, the data has changed since, or `fresh` is asked for.
   */
  get(fresh: boolean): Stats {
    return this.#stats.get(fresh);
  }

  /** The same for what figures are sums of. */
  rows(fresh: boolean): StatsRows {
    return this.#rows.get(fresh);
  }

  #count(): Stats {
    const sessions = this.#sessions.waiting();
    const links = new Map(sessions.map((session) => [session.id, session.links]));
    return {
      ...countFigures(this.#database.sqlite),
      missing: missingSets(sessions, links, this.#tolerances, this.#sessions.manualLinks()),
      counted: this.#counted(),
    };
  }

  #counted(): string {
    return new Date(this.#now()).toISOString();
  }
}

/** An answer that is kept while it is young and true. */
class Kept<T> {
  readonly #database: Pick<Database, 'version'>;
  readonly #now: () => number;
  readonly #count: () => T;
  #kept: { answer: T; version: number; until: number } | undefined;

  constructor(database: Pick<Database, 'version'>, now: () => number, count: () => T) {
    this.#database = database;
    this.#now = now;
    this.#count = count;
  }

  get(fresh: boolean): T {
    const { version } = this.#database;
    if (!fresh && this.#kept?.version === version && this.#now() < this.#kept.until) return this.#kept.answer;
    const answer = this.#count();
    this.#kept = { answer, version, until: this.#now() + SECONDS_KEPT * 1000 };
    return answer;
  }
}
