/** Frames whose headers were read by earlier rules. */
import type { ArchivedFrame } from '../../base/archivedFrame';
import type { Frame } from '../../base/frame';
import { FRAME_COLUMNS } from './frameColumns';
import { sourceOf } from './frameSources';
import { FrameReader } from './readFrames';
import { SettingTable } from './settingTable';
import type { Sqlite } from './sqlite';

const OWN = Object.keys(FRAME_COLUMNS) as (keyof typeof FRAME_COLUMNS)[];
const PUT = `update frame set setting = ?, problems = ?, rules = ?,
  ${OWN.map((field) => `${FRAME_COLUMNS[field]} = ?`).join(', ')} where id = ?`;

/** A frame as it is stored, and the place of its original; null where it was registered in place. */
export interface OutdatedFrame {
  readonly frame: ArchivedFrame;
  readonly source: string | null;
}

export class Outdated {
  readonly #sqlite: Sqlite;
  readonly #repository: string;
  readonly #reader: FrameReader;
  readonly #settings: SettingTable;
  readonly #rules: number;

  /** `rules` are those of now; frames of others are outdated, also of later ones. */
  constructor(sqlite: Sqlite, repository: string, rules: number) {
    this.#sqlite = sqlite;
    this.#repository = repository;
    this.#reader = new FrameReader(sqlite, repository);
    this.#settings = new SettingTable(sqlite);
    this.#rules = rules;
  }

  count(): number {
    const [row] = this.#sqlite.rows('select count(*) from frame where rules <> ?', this.#rules);
    return Number(row?.[0] ?? 0);
  }

  /** At most `limit` of them, by id after `from`. */
  page(from: number, limit: number): OutdatedFrame[] {
    return this.#reader
      .select('where rules <> ? and frame.id > ? order by frame.id limit ?', this.#rules, from, limit)
      .map((frame) => ({ frame, source: sourceOf(this.#sqlite, this.#repository, frame.id) }));
  }

  /** Stores what the header of a frame is taken to say now. Inside a transaction of the caller. */
  put(id: number, frame: Frame): void {
    this.#sqlite.run(
      PUT,
      this.#settings.idOf(frame),
      frame.problems.length === 0 ? null : JSON.stringify(frame.problems),
      this.#rules,
      ...OWN.map((field) => frame[field]),
      id,
    );
  }

  /** These say what they said before. Inside a transaction of the caller. */
  confirm(ids: readonly number[]): void {
    this.#sqlite.run(
      'update frame set rules = ? where id in (select value from json_each(?))',
      this.#rules,
      JSON.stringify(ids),
    );
  }
}
