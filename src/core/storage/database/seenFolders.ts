/** The folders of the repository as they were when they were last looked into. */
import type { Sqlite } from './sqlite';
import { fromStored, toStored } from './storedPaths';

/** A folder as it was when it was last looked into. Times in milliseconds since 1970. */
export interface SeenFolder {
  /** Of its last change; null where it could have changed again within the same tick. */
  readonly mtime: number | null;
  readonly looked: number;
}

export class SeenFolders {
  readonly #sqlite: Sqlite;
  readonly #repository: string;

  constructor(sqlite: Sqlite, repository: string) {
    this.#sqlite = sqlite;
    this.#repository = repository;
  }

  /** By absolute path. */
  all(): Map<string, SeenFolder> {
    const rows = this.#sqlite.all('select path, mtime, looked from seen_folder');
    return new Map(
      rows.map(({ path, mtime = null, looked }) => [
        fromStored(this.#repository, String(path)),
        { mtime: mtime === null ? null : Number(mtime), looked: Number(looked) },
      ]),
    );
  }

  /** Inside a transaction of the caller. */
  remember(path: string, { mtime, looked }: SeenFolder): void {
    this.#sqlite.run(
      'insert or replace into seen_folder (path, mtime, looked) values (?, ?, ?)',
      toStored(this.#repository, path),
      mtime,
      looked,
    );
  }

  /** Inside a transaction of the caller. */
  forget(path: string): void {
    this.#sqlite.run('delete from seen_folder where path = ?', toStored(this.#repository, path));
  }
}
