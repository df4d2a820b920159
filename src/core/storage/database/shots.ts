/**
 * Frames as grouping reads them: a fraction of what is stored, and one object for all that share a setting.
 */
import { type Setting, SETTING_FIELDS, SETTING_FLAGS, type Shot } from '../../base/shot';
import { SETTING_COLUMNS } from './frameColumns';
import type { Sqlite, SqlValue } from './sqlite';

const SETTINGS = `select id, ${SETTING_FIELDS.map((field) => SETTING_COLUMNS[field]).join(', ')} from setting`;
const SELECT = `select id, setting, member.session, rejected, date_obs, exposure, ccd_temp, rotator
  from frame left join member on member.frame = id`;
const MASTERS = `select id, lower(hex(sha256)) from frame
  where setting in (select id from setting where master = 1)`;

export class Shots {
  readonly #sqlite: Sqlite;
  readonly #named: (setting: Setting) => Setting;
  readonly #settings = new Map<number, Setting>();
  readonly #sessions: ReadonlyMap<SqlValue, string>;
  #masters: ReadonlyMap<number, string> | undefined;

  /**
   * Settings are shared by all that one instance has read, so it should not outlive a run. `named` gives them
   * the names that the user wants them to have.
   */
  constructor(sqlite: Sqlite, named: (setting: Setting) => Setting) {
    this.#sqlite = sqlite;
    this.#named = named;
    const numbers = sqlite.rows('select number, id from session');
    this.#sessions = new Map(numbers.map(([number, id]) => [number ?? null, String(id)]));
  }

  /** All settings by their ids. */
  settings(): ReadonlyMap<number, Setting> {
    for (const row of this.#sqlite.rows(SETTINGS)) this.#keep(row);
    return this.#settings;
  }

  /** The frames of these settings, by id. */
  ofSettings(settings: readonly number[]): Shot[] {
    const shots = this.#read('where setting in (select value from json_each(?))', JSON.stringify(settings));
    return shots.sort((a, b) => a.id - b.id);
  }

  /** Frames that have changed since the sessions were made. */
  stale(): Shot[] {
    return this.#read('where id in (select id from stale_frame)');
  }

  /** The frames of these sessions. */
  ofSessions(sessions: readonly string[]): Shot[] {
    return this.#read(
      `where id in (select frame from member where session in
         (select number from session where id in (select value from json_each(?))))`,
      JSON.stringify(sessions),
    );
  }

  /** One frame by its id. */
  byId(id: number): Shot | undefined {
    return this.#read('where id = ?', id)[0];
  }

  /** Rejected frames count where the borders of sessions are made, but are in none of them. */
  rejected(): Shot[] {
    return this.#read('where rejected = 1');
  }

  #read(where: string, ...values: SqlValue[]): Shot[] {
    return this.#sqlite.rows(`${SELECT} ${where}`, ...values).map((row) => this.#shot(row));
  }

  #shot(row: readonly SqlValue[]): Shot {
    const id = row[0] as number;
    const setting = this.#setting(row[1] as number);
    return {
      id,
      session: this.#sessions.get(row[2] ?? null) ?? null,
      rejected: row[3] === 1,
      dateObs: row[4] as string | null,
      exposure: row[5] as number | null,
      ccdTemp: row[6] as number | null,
      rotator: row[7] as number | null,
      sha256: setting.master ? this.#sha256(id) : null,
      setting,
    };
  }

  #setting(id: number): Setting {
    const known = this.#settings.get(id);
    if (known) return known;
    const [row] = this.#sqlite.rows(`${SETTINGS} where id = ?`, id);
    if (!row) throw new Error(`There is no setting ${id}`);
    return this.#keep(row);
  }

  #keep(row: readonly SqlValue[]): Setting {
    const values: Record<string, SqlValue | boolean | undefined> = {};
    SETTING_FIELDS.forEach((field, index) => (values[field] = row[index + 1]));
    for (const flag of SETTING_FLAGS) values[flag] = values[flag] === 1;
    const setting = this.#named(values as unknown as Setting);
    this.#settings.set(row[0] as number, setting);
    return setting;
  }

  /** Masters are few, and are read together. */
  #sha256(id: number): string | null {
    this.#masters ??= new Map(this.#sqlite.rows(MASTERS).map(([of, sha256]) => [Number(of), String(sha256)]));
    return this.#masters.get(id) ?? null;
  }
}
