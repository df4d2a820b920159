/** The masters of the open archive, kept until its data or the date change. */
import type { ArchiveSettings, MasterQuery, Page } from '../api/archive';
import type { Master } from '../base/master';
import { mastersOf, STALE_DAYS } from '../rules/sessions/mastersOf';
import type { Database } from '../storage/database/database';
import { readCalibrations, readStackCounts } from '../storage/database/readSessions';

const DAY = 86_400_000;

export class Masters {
  readonly #database: Pick<Database, 'sqlite' | 'version'>;
  readonly #settings: Pick<ArchiveSettings, 'tolerances' | 'staleMasterDays'>;
  readonly #now: () => number;
  #kept: { readonly key: string; readonly masters: readonly Master[] } | undefined;

  /** `now` gives milliseconds since 1970. */
  constructor(
    database: Pick<Database, 'sqlite' | 'version'>,
    settings: Pick<ArchiveSettings, 'tolerances' | 'staleMasterDays'>,
    now: () => number = Date.now,
  ) {
    this.#database = database;
    this.#settings = settings;
    this.#now = now;
  }

  page({ session, staleDays }: MasterQuery, from: number, limit: number): Page<Master> {
    const all = this.#all(staleDays ?? this.#settings.staleMasterDays ?? STALE_DAYS);
    const found = session === undefined ? all : all.filter(({ id }) => id === session);
    return {
      items: found.slice(from, from + limit),
      next: found.length > from + limit ? from + limit : null,
    };
  }

  /** Days since 1970, by which masters become stale. */
  today(): number {
    return Math.floor(this.#now() / DAY);
  }

  /** Ids of the stale ones, by the limit of the settings. */
  stale(): string[] {
    const all = this.#all(this.#settings.staleMasterDays ?? STALE_DAYS);
    return all.filter(({ stale }) => stale).map(({ id }) => id);
  }

  #all(staleDays: number): readonly Master[] {
    const { sqlite, version } = this.#database;
    const today = this.today();
    const key = [version, today, staleDays].join(' ');
    if (this.#kept?.key !== key) {
      const counts = readStackCounts(sqlite);
      const rules = { tolerances: this.#settings.tolerances, staleDays, today };
      this.#kept = { key, masters: mastersOf(readCalibrations(sqlite), counts, rules) };
    }
    return this.#kept.masters;
  }
}
