/** Figures of the archive, kept for a while: counting 100,000 frames takes longer than a page should wait. */
import type { Stats } from '../api/archive';
import type { Tolerances } from '../base/matching';
import { missingSets } from '../rules/sessions/missing';
import type { Database } from '../storage/database/database';
import type { Sessions } from '../storage/database/sessions';
import { countFigures } from '../storage/database/statistics';

const SECONDS_KEPT = 300;

export class StatsCache {
  readonly #database: Database;
  readonly #sessions: Sessions;
  readonly #tolerances: Tolerances;
  readonly #now: () => number;
  #kept: { stats: Stats; version: number; until: number } | undefined;

  /** `now` gives milliseconds since 1970. */
  constructor(database: Database, sessions: Sessions, tolerances: Tolerances, now: () => number = Date.now) {
    this.#database = database;
    this.#sessions = sessions;
    this.#tolerances = tolerances;
    this.#now = now;
  }

  /**
   * The kept figures, unless they are older than 300 s, the data has changed since, or `fresh` is asked for.
   */
  get(fresh: boolean): Stats {
    const { version } = this.#database;
    if (!fresh && this.#kept?.version === version && this.#now() < this.#kept.until) return this.#kept.stats;
    const sessions = this.#sessions.waiting();
    const links = new Map(sessions.map((session) => [session.id, session.links]));
    const stats: Stats = {
      ...countFigures(this.#database.sqlite),
      missing: missingSets(sessions, links, this.#tolerances, this.#sessions.manualLinks()),
      counted: new Date(this.#now()).toISOString(),
    };
    this.#kept = { stats, version, until: this.#now() + SECONDS_KEPT * 1000 };
    return stats;
  }
}
