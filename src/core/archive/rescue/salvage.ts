/**
 * What only the user knows, out of a database of any version that is perhaps not whole: table by table, each
 * guarded on its own, row by row checked as if a stranger had written it. Nothing is migrated, and nothing
 * throws.
 */
import { isAbsolute, join } from 'node:path';
import { english } from '../../base/english';
import { ruleOf } from '../../rules/names/rules';
import { openRemains, remainsOf } from '../../storage/database/remains';
import { schemaVersion } from '../../storage/database/schema';
import type { Row, Sqlite, SqlValue } from '../../storage/database/sqlite';
import type { UserKnowledge } from '../../storage/database/userKnowledge';
import type { NotebookState } from '../../storage/notebook/decideNotebook';
import { readState } from '../../storage/notebook/keeper';
import {
  type Entry,
  filterNumberOf,
  goalOf,
  knownFrameOf,
  linkOf,
  noteOf,
} from '../../storage/notebook/notebookEntries';
import { type Counted, countText } from '../../text/counts';

export interface Salvage {
  readonly knowledge: UserKnowledge;
  /** Absolute folders outside the repository in which frames lie that were registered in place. */
  readonly folders: readonly string[];
  /** The version of the notebook that the database knew; null where that cannot be read. */
  readonly notebook: NotebookState | null;
  /** What could not be read, for people: `some of the notes`, `2 links`. */
  readonly lost: readonly string[];
}

/** Null where nothing of the file can be read. `path` is for messages. */
export async function salvage(bytes: Uint8Array, path: string): Promise<Salvage | null> {
  const sqlite = await openRemains(bytes, path);
  if (!sqlite) return null;
  try {
    return new Reader(sqlite).read();
  } finally {
    sqlite.close();
  }
}

class Reader {
  readonly #sqlite: Sqlite;
  readonly #lost: string[] = [];

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  read(): Salvage {
    const folders = new Map(
      this.#rows('folders', 'select id, path from folder', ['id']).map(({ id, path }) => [id, path]),
    );
    const awaited = this.#rows('awaited frames', 'select * from awaited', ['sha256']);
    const notes = this.#rows('notes', 'select * from note', ['subject', 'key']);
    const keys = notes.flatMap(({ subject, key }) => (subject === 'frame' ? [key ?? null] : []));
    const frames = this.#frames(keys, folders);
    // A frame that is there is known better than one that is awaited.
    const known: readonly Entry[] = [
      ...awaited.map((row) => ({ ...entryOf(row), path: row['path'] })),
      ...frames,
    ];
    const bySha256 = new Map(known.map((frame) => [frame['sha256'], frame]));
    const rejected = [...bySha256.values()].filter((frame) => frame['rejected'] === 1);
    const links = this.#rows('links', 'select * from link', ['session', 'kind']);
    const aliases = this.#rows('name rules', 'select * from alias', ['kind', 'spelling']);
    const goals = this.#rows('goals', 'select * from goal', ['object', 'filter']);
    const numbers = this.#rows('filter numbers', 'select * from filter_number', ['filter']);
    return {
      knowledge: {
        // Before schema 3 those that the archive had made stood beside those made by hand.
        links: this.#valid(
          'link',
          links.filter((row) => (row['manual'] ?? 1) === 1),
          linkOf,
        ),
        aliases: this.#valid(
          'rule',
          aliases.map((row) => ({ matching: 'folded', ...row })),
          ruleOf,
        ),
        rejected: this.#valid('rejected frame', rejected, knownFrameOf),
        notes: this.#valid(
          'note',
          notes.map((row) => ({ ...bySha256.get(row['key']), ...row })),
          noteOf,
        ),
        goals: this.#valid('goal', goals, goalOf),
        filterNumbers: this.#valid('filter number', numbers, filterNumberOf),
      },
      folders: this.#foldersOfFrames(folders),
      notebook: this.#state(),
      lost: this.#lost,
    };
  }

  /** Frames that are rejected, or that there are notes of. Schema 1 could not reject. */
  #frames(noted: readonly (SqlValue | undefined)[], folders: ReadonlyMap<unknown, unknown>): Entry[] {
    const rows = this.#rows(
      'rejected frames',
      `select id, folder, name, lower(hex(sha256)) as sha256, image_key, date_obs, rejected from frame not indexed
       where rejected = 1 or lower(hex(sha256)) in (select value from json_each(?))`,
      ['id'],
      JSON.stringify(noted),
    );
    return rows.map((row) => {
      const folder = folders.get(row['folder']);
      return {
        ...entryOf(row),
        path: typeof folder === 'string' ? pathIn(folder, String(row['name'])) : null,
      };
    });
  }

  /**
   * The table of folders holds as well those that frames were copied from, which are nobody's to register.
   */
  #foldersOfFrames(folders: ReadonlyMap<unknown, unknown>): string[] {
    const whole = this.#sqlite.readable('select distinct folder from frame not indexed');
    const rows =
      whole.error === null
        ? whole.rows
        : this.#rows('folders of frames', 'select id, folder from frame not indexed', ['id']);
    const paths = new Set(rows.map(({ folder }) => folders.get(folder)));
    return [...paths]
      .filter((path) => typeof path === 'string' && isAbsolute(path))
      .map(String)
      .sort();
  }

  #state(): NotebookState | null {
    try {
      return readState(this.#sqlite);
    } catch {
      return null;
    }
  }

  /** None of a table that this version of the database does not have yet. */
  #rows(what: string, query: string, key: readonly string[], ...values: readonly SqlValue[]): readonly Row[] {
    const { rows, error } = remainsOf(this.#sqlite, query, key, ...values);
    if (error && !this.#isTooOld(query)) this.#lost.push(english('some of the {0}', what));
    return rows;
  }

  #isTooOld(query: string): boolean {
    const version = schemaVersion(this.#sqlite);
    if (version < 6 && /from (?:goal|filter_number)\b/.test(query)) return true;
    return version < 2 && /from (?:awaited|note)\b|rejected/.test(query);
  }

  #valid<T>(what: Counted, rows: readonly Entry[], one: (entry: Entry) => T | null): T[] {
    const valid = rows.flatMap((row) => one(row) ?? []);
    if (valid.length < rows.length) this.#lost.push(countText(rows.length - valid.length, what));
    return valid;
  }
}

/** A row about a frame with the names that its fields have in a notebook. */
function entryOf(row: Row): Entry {
  return {
    sha256: row['sha256'],
    imageKey: row['image_key'],
    start: row['date_obs'],
    rejected: row['rejected'],
  };
}

/** As the database stores it: `Light/M31/a.fits` in the repository, `D:\night\a.fits` elsewhere. */
function pathIn(folder: string, name: string): string {
  if (folder === '') return name;
  return isAbsolute(folder) ? join(folder, name) : `${folder}/${name}`;
}
