/**
 * A thin, typed layer over sql.js: prepared once, numbers as numbers, transactions that cannot be half done.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import initSqlJs, { type Database as SqlDatabase, type SqlJsStatic, type Statement } from 'sql.js';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { damagedError, sqlError } from './sqlError';

export type SqlValue = string | number | Uint8Array | null;
export type Row = Readonly<Record<string, SqlValue>>;

let loading: Promise<SqlJsStatic> | undefined;

/** The WebAssembly module lies beside the bundle; from sources it comes out of the package. */
function wasmFile(): string {
  const places = [
    join(__dirname, 'sql-wasm.wasm'),
    join(__dirname, '../../../../node_modules/sql.js/dist/sql-wasm.wasm'),
  ];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) {
    throw new ArchiveError('database', english('The database engine is not installed completely'), {
      expected: places[0] ?? 'sql-wasm.wasm',
      advice: english('Install Astro Archive again.'),
    });
  }
  return found;
}

function loadSqlJs(): Promise<SqlJsStatic> {
  loading ??= initSqlJs({ wasmBinary: new Uint8Array(readFileSync(wasmFile())).buffer });
  return loading;
}

/** Rows as far as they could be read. */
export interface Readable {
  readonly rows: readonly Row[];
  /** Why there are no more; null where these are all. */
  readonly error: ArchiveError | null;
}

/**
 * Whose a database is, and so how far it is trusted. `own`: one that is not whole is refused. `foreign`: as
 * well, but it is of another program: its checks and views do not run, and nothing is written. `damaged`:
 * opened although it is not whole, to read what is left of it; nothing is written.
 */
export type Whose = 'own' | 'foreign' | 'damaged';

const UNTRUSTED = 'pragma trusted_schema = off; pragma ignore_check_constraints = on;';
const PRAGMAS: Readonly<Record<Whose, string>> = {
  own: '',
  foreign: `${UNTRUSTED} pragma query_only = on;`,
  // A table whose definition cannot be read is then passed over, instead of refusing every other one.
  damaged: `${UNTRUSTED} pragma writable_schema = on; pragma query_only = on;`,
};

/**
 * An SQLite database in memory. Whatever it refuses is thrown as an ArchiveError: `damaged`, or `database`.
 */
export class Sqlite {
  readonly #database: SqlDatabase;
  readonly #path: string | undefined;
  readonly #statements = new Map<string, Statement>();
  #open = false;
  #closed = false;
  #rollbacks = 0;

  private constructor(database: SqlDatabase, whose: Whose, path: string | undefined) {
    this.#database = database;
    this.#path = path;
    // First of all: the others read the file's header, and refuse one that was cut off.
    this.#database.run(PRAGMAS[whose]);
    // There is no file system underneath: sorting spills to memory, and nobody else can take a lock or leave
    // a journal, for which SQLite would otherwise look before every single query.
    this.#database.run(
      'pragma foreign_keys = on; pragma temp_store = memory; pragma journal_mode = memory; ' +
        'pragma locking_mode = exclusive;',
    );
  }

  /**
   * Opens the bytes of a database file, or an empty database; `path` is that of the file, for messages. Takes
   * the bytes over: what is written may change them. Throws `damaged` when they are not whole.
   */
  static async open(bytes: Uint8Array | null, whose: Whose = 'own', path?: string): Promise<Sqlite> {
    const sql = await loadSqlJs();
    try {
      const sqlite = new Sqlite(new sql.Database(bytes), whose, path);
      if (whose !== 'damaged') {
        const check = sqlite.all('pragma quick_check(1)')[0]?.['quick_check'];
        if (check !== 'ok') throw damagedError(english('parts of it are not whole'), path, check);
      }
      return sqlite;
    } catch (error) {
      const known = sqlError(error, path);
      throw known.code === 'damaged' ? known : damagedError(english('it cannot be read'), path, error);
    }
  }

  /** Every row of a query. Statements are prepared once and kept: SQL text must never hold values. */
  all(sql: string, ...values: readonly SqlValue[]): Row[] {
    return this.#with(sql, values, (statement) => {
      const rows: Row[] = [];
      while (statement.step()) rows.push(statement.getAsObject());
      return rows;
    });
  }

  /**
   * As `all`, but each row as an array in the order of its columns: half the cost for rows of many columns.
   */
  rows(sql: string, ...values: readonly SqlValue[]): SqlValue[][] {
    return this.#with(sql, values, (statement) => {
      const rows: SqlValue[][] = [];
      while (statement.step()) rows.push(statement.get());
      return rows;
    });
  }

  /**
   * As `all`, as far as it comes: what was read before a damaged page, and why there was no more; null at the
   * end.
   */
  readable(sql: string, ...values: readonly SqlValue[]): Readable {
    const rows: Row[] = [];
    try {
      this.#with(sql, values, (statement) => {
        while (statement.step()) rows.push(statement.getAsObject());
      });
    } catch (error) {
      return { rows, error: sqlError(error, this.#path) };
    }
    return { rows, error: null };
  }

  get(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    return this.#with(sql, values, (statement) => (statement.step() ? statement.getAsObject() : undefined));
  }

  run(sql: string, ...values: readonly SqlValue[]): void {
    this.#with(sql, values, (statement) => statement.step());
  }

  /** Runs statements that are not worth keeping: schema changes, pragmas. */
  execute(sql: string): void {
    this.#guard(() => this.#database.exec(sql));
  }

  /** All or nothing. The work is synchronous, so that nobody ever reads a half-written state. */
  transaction<T>(work: () => T): T {
    if (this.#open) throw new Error('A transaction is open already');
    this.#guard(() => this.#database.run('begin immediate'));
    this.#open = true;
    try {
      const result = work();
      this.#guard(() => this.#database.run('commit'));
      return result;
    } catch (error) {
      this.#rollbacks++;
      try {
        this.#database.run('rollback');
      } catch {
        // SQLite has rolled back by itself, as it does where memory runs out; the first error is the one to
        // tell.
      }
      throw error;
    } finally {
      this.#open = false;
    }
  }

  /** Counts transactions that were taken back; whoever remembers ids that it has inserted compares it. */
  get rollbacks(): number {
    return this.#rollbacks;
  }

  /** The bytes of the database file. Never inside a transaction: sql.js would refuse or lose it. */
  export(): Uint8Array {
    if (this.#open) throw new Error('The database cannot be exported inside a transaction');
    return this.#guard(() => this.#database.export());
  }

  /** Whatever is asked after this throws `request`. Closing again does nothing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const statement of this.#statements.values()) statement.free();
    this.#statements.clear();
    this.#database.close();
  }

  #with<T>(sql: string, values: readonly SqlValue[], work: (statement: Statement) => T): T {
    return this.#guard(() => {
      const statement = this.#prepare(sql);
      try {
        statement.bind([...values]);
        return work(statement);
      } finally {
        statement.reset();
      }
    });
  }

  #guard<T>(work: () => T): T {
    const where = this.#path === undefined ? {} : { path: this.#path };
    if (this.#closed) throw new ArchiveError('request', english('The archive is closed'), where);
    try {
      return work();
    } catch (error) {
      throw sqlError(error, this.#path);
    }
  }

  #prepare(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
