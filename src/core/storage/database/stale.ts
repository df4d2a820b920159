/**
 * What has to be grouped again. Triggers of the schema note every frame that is added, taken away or changed
 * in a column that counts, so that nothing which writes frames has to think of it.
 */
import type { Sqlite } from './sqlite';

/** In `meta`: with which rules and settings the sessions were made. */
const MADE_WITH = 'sessions-made-with';

export class Stale {
  readonly #sqlite: Sqlite;

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  /** How many frames have been added or changed since the sessions were made. */
  frameCount(): number {
    return Number(this.#sqlite.get('select count(*) as n from stale_frame')?.['n'] ?? 0);
  }

  /**
   * Sessions that frames have left, or whose links were decided on by hand; some of them may be gone already.
   */
  sessions(): string[] {
    return this.#sqlite.rows('select id from stale_session').map(([id]) => String(id));
  }

  /** What the sessions were made with, null where they never were. */
  madeWith(): string | null {
    const row = this.#sqlite.get('select value from meta where key = ?', MADE_WITH);
    return row ? String(row['value']) : null;
  }

  /** Everything is grouped now, with these parameters. Inside a transaction of the caller. */
  done(madeWith: string): void {
    this.#sqlite.run('delete from stale_frame');
    this.#sqlite.run('delete from stale_session');
    this.#sqlite.run('insert or replace into meta (key, value) values (?, ?)', MADE_WITH, madeWith);
  }
}
