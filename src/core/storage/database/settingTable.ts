/** The table of settings: what the frames of a night have in common, stored once for all of them. */
import type { Frame } from '../../base/frame';
import { SETTING_COLUMNS } from './frameColumns';
import type { Sqlite, SqlValue } from './sqlite';

const FIELDS = Object.keys(SETTING_COLUMNS) as (keyof typeof SETTING_COLUMNS)[];
const COLUMNS = FIELDS.map((field) => SETTING_COLUMNS[field]);

const FIND = `select id from setting where ${COLUMNS.map((column) => `${column} is ?`).join(' and ')}`;
const ADD = `insert into setting (${COLUMNS.join(', ')}) values (${COLUMNS.map(() => '?').join(', ')})`;

/**
 * How many frames each setting has, counted along an index: whatever settings say is then summed over few
 * rows.
 */
export const FRAMES_BY_SETTING = '(select setting, count(*) as frames from frame group by setting)';

/** Settings that are remembered; the frames of a night come one after the other. */
const MOST_KEPT = 5000;

export class SettingTable {
  readonly #sqlite: Sqlite;
  readonly #known = new Map<string, number>();
  #rollbacks = 0;

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  /** The id of the frame's setting, which is added where it is new. Inside a transaction of the caller. */
  idOf(frame: Frame): number {
    if (this.#rollbacks !== this.#sqlite.rollbacks || this.#known.size >= MOST_KEPT) {
      // A setting that was added in a transaction that failed is gone, and its id may be another's next.
      this.#known.clear();
      this.#rollbacks = this.#sqlite.rollbacks;
    }
    const values = FIELDS.map((field): SqlValue => {
      const value = frame[field];
      return typeof value === 'boolean' ? Number(value) : value;
    });
    const key = JSON.stringify(values);
    let id = this.#known.get(key);
    if (id === undefined) this.#known.set(key, (id = this.#find(values) ?? this.#add(values)));
    return id;
  }

  /** Takes those out that no frame has any more. Inside a transaction of the caller. */
  forgetUnused(): void {
    this.#sqlite.run(
      'delete from setting where not exists (select 1 from frame where frame.setting = setting.id)',
    );
    this.#known.clear();
  }

  #find(values: readonly SqlValue[]): number | undefined {
    const row = this.#sqlite.get(FIND, ...values);
    return row && Number(row['id']);
  }

  #add(values: readonly SqlValue[]): number {
    this.#sqlite.run(ADD, ...values);
    return Number(this.#sqlite.get('select last_insert_rowid() as id')?.['id']);
  }
}
