/** Where the frames lie, as far as it takes to see what has been moved: no headers, no hashes. */
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Row, Sqlite } from './sqlite';
import { fromStored, toStored } from './storedPaths';

export interface FramePlace {
  readonly id: number;
  /** Absolute. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly mtime: number;
  readonly imageKey: string;
  readonly missing: boolean;
}

const SELECT = `select frame.id, folder.path as folder_path, name, size, mtime, image_key, missing
  from frame join folder on folder.id = frame.folder`;

export class FramePlaces {
  readonly #sqlite: Sqlite;
  readonly #repository: string;

  constructor(sqlite: Sqlite, repository: string) {
    this.#sqlite = sqlite;
    this.#repository = repository;
  }

  /**
   * Frames whose files are at these paths or, where a path is that of a folder, anywhere below it; each once.
   */
  below(paths: readonly string[]): FramePlace[] {
    const touched = new Set(paths);
    const found = new Map<number, FramePlace>();
    const add = (row: Row) => {
      const place = this.#read(row);
      found.set(place.id, place);
    };
    for (const row of this.#sqlite.all('select id, path from folder')) {
      const folder = fromStored(this.#repository, String(row['path']));
      if (!isBelow(folder, touched)) continue;
      this.#sqlite.all(`${SELECT} where folder.id = ?`, row['id'] ?? null).forEach(add);
    }
    for (const path of touched) {
      const folder = toStored(this.#repository, dirname(path));
      this.#sqlite.all(`${SELECT} where folder.path = ? and name = ?`, folder, basename(path)).forEach(add);
    }
    return [...found.values()];
  }

  /**
   * What is known of the repository itself: whether an archive was founded there, and files of at most `most`
   * folders.
   */
  repository(most = 200): { readonly founded: boolean; readonly sample: readonly string[] } {
    const rows = this.#sqlite.all(
      `select folder.path as path, max(name) as name from frame join folder on folder.id = frame.folder
       where missing = 0 group by folder.id order by folder.id`,
    );
    const inside = rows.filter(({ path }) => !isAbsolute(String(path)));
    const step = Math.max(1, Math.ceil(inside.length / most));
    return {
      founded: this.#sqlite.get("select 1 from meta where key = 'archive'") !== undefined,
      sample: inside
        .filter((_, i) => i % step === 0)
        .map(({ path, name }) => join(fromStored(this.#repository, String(path)), String(name))),
    };
  }

  /** Folders that hold frames, absolute. */
  folders(): string[] {
    return this.#sqlite
      .all('select path from folder where id in (select folder from frame) order by path')
      .map(({ path }) => fromStored(this.#repository, String(path)));
  }

  /** Names of the frames in a folder, and whether each is marked as missing. */
  namesIn(folder: string): Map<string, boolean> {
    const rows = this.#sqlite.all(
      'select name, missing from frame join folder on folder.id = frame.folder where folder.path = ?',
      toStored(this.#repository, folder),
    );
    return new Map(rows.map(({ name, missing }) => [String(name), missing === 1]));
  }

  /** Frames that are marked as missing. */
  missing(): FramePlace[] {
    return this.#sqlite.all(`${SELECT} where missing = 1 order by frame.id`).map((row) => this.#read(row));
  }

  /** How many frames lie inside the repository and are not marked as missing. */
  countPresent(): number {
    const rows = this.#sqlite.all(
      `select folder.path as path, count(*) as n from frame join folder on folder.id = frame.folder
       where missing = 0 group by folder.id`,
    );
    return rows.reduce((sum, row) => (isAbsolute(String(row['path'])) ? sum : sum + Number(row['n'])), 0);
  }

  /** Inside a transaction of the caller. */
  mark(ids: readonly number[], missing: boolean): void {
    for (const id of ids) this.#sqlite.run('update frame set missing = ? where id = ?', missing ? 1 : 0, id);
  }

  #read(row: Row): FramePlace {
    return {
      id: Number(row['id']),
      path: join(fromStored(this.#repository, String(row['folder_path'])), String(row['name'])),
      size: Number(row['size']),
      mtime: Number(row['mtime']),
      imageKey: String(row['image_key']),
      missing: row['missing'] === 1,
    };
  }
}

/** Whether a folder is one of those touched, or lies below one. */
function isBelow(folder: string, touched: ReadonlySet<string>): boolean {
  for (let above = folder; ; above = dirname(above)) {
    if (touched.has(above)) return true;
    if (above === dirname(above)) return false;
  }
}
