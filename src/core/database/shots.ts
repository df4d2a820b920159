/** Frames as grouping reads them: a third of the columns, and one object for all settings that are equal. */
import { SETTING_FIELDS, type Setting, type Shot } from '../model';
import { TupleMap } from '../tupleMap';
import { COLUMNS } from './frameColumns';
import type { Sqlite, SqlValue } from './sqlite';

const SETTING_COLUMNS = SETTING_FIELDS.map((field) => (field === 'master' ? 'master' : COLUMNS[field]));
/** Which of several frames of one moment came first matters to darks and flats alone, and which file it is to masters. */
const SHA256 = `iif(type in ('light', 'bias') and master = 0, '', lower(hex(sha256)))`;
const SELECT = `select ${SETTING_COLUMNS.join(', ')}, id, session, rejected, date_obs, ccd_temp, rotator, ${SHA256}
  from frame`;
const SETTING = SETTING_FIELDS.length;
const MASTER = SETTING_FIELDS.indexOf('master');

export class Shots {
  readonly #sqlite: Sqlite;
  readonly #named: (setting: Setting) => Setting;
  readonly #settings = new TupleMap<Setting>();

  /**
   * Settings are shared by all that one instance has read, so it should not outlive a run. `named` gives them the names
   * that the user wants them to have.
   */
  constructor(sqlite: Sqlite, named: (setting: Setting) => Setting) {
    this.#sqlite = sqlite;
    this.#named = named;
  }

  /** Frames by id, `limit` of them after the id `from`. */
  page(from: number, limit: number): Shot[] {
    return this.#read('where id > ? order by id limit ?', from, limit);
  }

  /** Frames that have changed since the sessions were made. */
  stale(): Shot[] {
    return this.#read('where id in (select id from stale_frame)');
  }

  /** The frames of these sessions. */
  ofSessions(sessions: readonly string[]): Shot[] {
    return this.#read('where session in (select value from json_each(?))', JSON.stringify(sessions));
  }

  /** Rejected frames count where the borders of sessions are made, but are in none of them. */
  rejected(): Shot[] {
    return this.#read('where rejected = 1');
  }

  #read(where: string, ...values: SqlValue[]): Shot[] {
    return this.#sqlite.rows(`${SELECT} ${where}`, ...values).map((row) => this.#shot(row));
  }

  #shot(row: readonly SqlValue[]): Shot {
    const setting = this.#settings.get(
      row as readonly (string | number | null)[],
      () => this.#named(settingOf(row)),
      SETTING,
    );
    return {
      id: row[SETTING] as number,
      session: row[SETTING + 1] as string | null,
      rejected: row[SETTING + 2] === 1,
      dateObs: row[SETTING + 3] as string | null,
      ccdTemp: row[SETTING + 4] as number | null,
      rotator: row[SETTING + 5] as number | null,
      sha256: row[SETTING + 6] as string,
      setting,
    };
  }
}

function settingOf(row: readonly SqlValue[]): Setting {
  const setting: Record<string, SqlValue | boolean | undefined> = {};
  for (let i = 0; i < SETTING; i++) setting[SETTING_FIELDS[i] ?? ''] = row[i];
  setting['master'] = row[MASTER] === 1;
  return setting as unknown as Setting;
}
