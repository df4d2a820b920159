/** The table of folders: a hundred thousand frames lie in a few hundred of them. */
import type { Sqlite } from './sqlite';
import { toStored } from './storedPaths';

export class FolderTable {
  readonly #sqlite: Sqlite;
  readonly #repository: string;
  /** Null for folders of which no frame is known. */
  readonly #ids = new Map<string, number | null>();
  #rollbacks = 0;

  constructor(sqlite: Sqlite, repository: string) {
    this.#sqlite = sqlite;
    this.#repository = repository;
  }

  /**
   * The id of a folder, by its absolute path; it is added where it is new. Inside a transaction of the
   * caller.
   */
  idOf(path: string): number {
    const known = this.known(path);
    if (known !== undefined) return known;
    const stored = toStored(this.#repository, path);
    this.#sqlite.run('insert into folder (path) values (?)', stored);
    // Two spellings of a path can be stored alike.
    this.#ids.clear();
    return Number(this.#sqlite.get('select id from folder where path = ?', stored)?.['id']);
  }

  /** Undefined for a folder of which no frame is known. */
  known(path: string): number | undefined {
    if (this.#rollbacks !== this.#sqlite.rollbacks) {
      // A folder that was made in a transaction that failed is gone, and its id may be another's next.
      this.#ids.clear();
      this.#rollbacks = this.#sqlite.rollbacks;
    }
    const cached = this.#ids.get(path);
    if (cached !== undefined) return cached ?? undefined;
    const row = this.#sqlite.get('select id from folder where path = ?', toStored(this.#repository, path));
    const id = row ? Number(row['id']) : null;
    this.#ids.set(path, id);
    return id ?? undefined;
  }
}
