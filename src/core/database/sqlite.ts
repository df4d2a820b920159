/** A thin, typed layer over sql.js: prepared once, numbers as numbers, transactions that cannot be half done. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import initSqlJs, { type Database as SqlDatabase, type SqlJsStatic, type Statement } from 'sql.js';
import { ArchiveError, messageOf } from '../errors';

export type SqlValue = string | number | Uint8Array | null;
export type Row = Readonly<Record<string, SqlValue>>;

let loading: Promise<SqlJsStatic> | undefined;

/** The WebAssembly module lies beside the bundle; from sources it comes out of the package. */
function wasmFile(): string {
  const places = [
    join(__dirname, 'sql-wasm.wasm'),
    join(__dirname, '../../../node_modules/sql.js/dist/sql-wasm.wasm'),
  ];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) {
    throw new ArchiveError('database', 'The database engine is not installed completely', {
      expected: places[0] ?? 'sql-wasm.wasm',
      advice: 'Install Astro Archive again.',
    });
  }
  return found;
}

function loadSqlJs(): Promise<SqlJsStatic> {
  loading ??= initSqlJs({ wasmBinary: new Uint8Array(readFileSync(wasmFile())).buffer });
  return loading;
}

/** An SQLite database in memory. */
export class Sqlite {
  readonly #database: SqlDatabase;
  readonly #statements = new Map<string, Statement>();
  #open = false;
  #rollbacks = 0;

  private constructor(database: SqlDatabase) {
    this.#database = database;
    // There is no file system underneath: sorting spills to memory, and nobody else can take a lock or leave a
    // journal, for which SQLite would otherwise look before every single query.
    this.#database.run(
      'pragma foreign_keys = on; pragma temp_store = memory; pragma journal_mode = memory; ' +
        'pragma locking_mode = exclusive;',
    );
  }

  /**
   * Opens the bytes of a database file, or an empty database. Throws `damaged` when they are not whole. `foreign` is for
   * those of another program, of which nothing is trusted: its checks and views do not run, and nothing is written.
   */
  static async open(bytes: Uint8Array | null, whose: 'own' | 'foreign' = 'own'): Promise<Sqlite> {
    const sql = await loadSqlJs();
    try {
      const sqlite = new Sqlite(new sql.Database(bytes));
      if (whose === 'foreign') {
        sqlite.execute(
          'pragma trusted_schema = off; pragma ignore_check_constraints = on; pragma query_only = on;',
        );
      }
      const check = sqlite.all('pragma quick_check(1)')[0]?.['quick_check'];
      if (check !== 'ok') throw new Error(String(check));
      return sqlite;
    } catch (error) {
      throw new ArchiveError(
        'damaged',
        `The database is damaged (${messageOf(error)})`,
        {},
        { cause: error },
      );
    }
  }

  /** Every row of a query. Statements are prepared once and kept: SQL text must never hold values. */
  all(sql: string, ...values: readonly SqlValue[]): Row[] {
    const statement = this.#prepare(sql);
    try {
      statement.bind([...values]);
      const rows: Row[] = [];
      while (statement.step()) rows.push(statement.getAsObject());
      return rows;
    } finally {
      statement.reset();
    }
  }

  /** As `all`, but each row as an array in the order of its columns: half the cost for rows of many columns. */
  rows(sql: string, ...values: readonly SqlValue[]): SqlValue[][] {
    const statement = this.#prepare(sql);
    try {
      statement.bind([...values]);
      const rows: SqlValue[][] = [];
      while (statement.step()) rows.push(statement.get());
      return rows;
    } finally {
      statement.reset();
    }
  }

  get(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    const statement = this.#prepare(sql);
    try {
      statement.bind([...values]);
      return statement.step() ? statement.getAsObject() : undefined;
    } finally {
      statement.reset();
    }
  }

  run(sql: string, ...values: readonly SqlValue[]): void {
    const statement = this.#prepare(sql);
    try {
      statement.run([...values]);
    } finally {
      statement.reset();
    }
  }

  /** Runs statements that are not worth keeping: schema changes, pragmas. */
  execute(sql: string): void {
    this.#database.exec(sql);
  }

  /** All or nothing. The work is synchronous, so that nobody ever reads a half-written state. */
  transaction<T>(work: () => T): T {
    if (this.#open) throw new Error('A transaction is open already');
    this.#database.run('begin immediate');
    this.#open = true;
    try {
      const result = work();
      this.#database.run('commit');
      return result;
    } catch (error) {
      this.#rollbacks++;
      try {
        this.#database.run('rollback');
      } catch {
        // SQLite has rolled back by itself, as it does where memory runs out; the first error is the one to tell.
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
    return this.#database.export();
  }

  close(): void {
    for (const statement of this.#statements.values()) statement.free();
    this.#statements.clear();
    this.#database.close();
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
