/** The open database: lock, load, migrate, save, close. Tables have files of their own beside this one. */
import { realpath } from 'node:fs/promises';
import type { Log } from '../ports';
import { ArchiveError, fileError, messageOf } from '../errors';
import { durationText } from '../words';
import { keepCopy, removeUnfinished, writeDatabaseFile } from './file';
import { loadDatabase } from './load';
import { lockDatabase, type Lock } from './lock';
import { Saver } from './saver';
import { SCHEMA_VERSION } from './schema';
import type { Sqlite } from './sqlite';

export interface DatabaseOptions {
  /** Absolute: `/astro/.astro-archive/astro-archive.sqlite`. Made when it does not exist. */
  readonly path: string;
  /** Readers take no lock and never save: they see the last saved state. */
  readonly access: 'read' | 'write';
  readonly log: Log;
}

export class Database {
  readonly sqlite: Sqlite;
  readonly #options: DatabaseOptions;
  readonly #lock: Lock | null;
  readonly #saver: Saver;
  #version = 0;
  #beforeSave: () => Promise<void> = () => Promise.resolve();

  private constructor(sqlite: Sqlite, lock: Lock | null, options: DatabaseOptions) {
    this.sqlite = sqlite;
    this.#lock = lock;
    this.#options = options;
    this.#saver = new Saver(() => this.#save(), options.log);
  }

  /** Throws `in-use` when another process writes it, `damaged`, and `database` when it is too new or not ours. */
  static async open(asked: DatabaseOptions): Promise<Database> {
    // A link to the file must lead to the same lock, and must not be replaced by the next save.
    const options = { ...asked, path: await realName(asked.path) };
    const lock = options.access === 'write' ? await lockDatabase(options.path) : null;
    try {
      const started = performance.now();
      const { sqlite, size, schema } = await loadDatabase(options.path);
      if (lock)
        await removeUnfinished(options.path).catch((error: unknown) => tellUnfinished(error, options));
      if (lock && size !== null && schema < SCHEMA_VERSION) {
        await keepCopy(options.path, `${options.path}.schema-${schema}`);
      }
      const database = new Database(sqlite, lock, options);
      if (schema < SCHEMA_VERSION) database.changed();
      options.log.debug(
        `Opened ${options.path}: ${size ?? 0} bytes, ${durationText((performance.now() - started) / 1000)}`,
      );
      return database;
    } catch (error) {
      await lock?.release();
      throw error;
    }
  }

  /** Without links on the way. */
  get path(): string {
    return this.#options.path;
  }

  /** Counts committed changes; whoever caches what it has read compares it. */
  get version(): number {
    return this.#version;
  }

  /** One short, synchronous stretch of writing that is saved soon after. */
  write<T>(work: (sqlite: Sqlite) => T): T {
    const result = this.jot(work);
    this.changed();
    return result;
  }

  /** As `write`, for what is not worth a save of its own: it goes with the next one, and is lost where none comes. */
  jot<T>(work: (sqlite: Sqlite) => T): T {
    if (this.#options.access === 'read') {
      throw new ArchiveError('request', 'The archive was opened for reading only', {
        path: this.#options.path,
      });
    }
    return this.sqlite.transaction(() => work(this.sqlite));
  }

  changed(): void {
    this.#version++;
    if (this.#lock) this.#saver.changed();
  }

  /** `work` is done before each save and may write; it must not fail. */
  beforeSave(work: () => Promise<void>): void {
    this.#beforeSave = work;
  }

  /** Resolves when every committed change is on disk. */
  flush(): Promise<void> {
    return this.#lock ? this.#saver.flush() : Promise.resolve();
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      this.#saver.stop();
      this.sqlite.close();
      await this.#lock?.release();
    }
  }

  async #save(): Promise<void> {
    const started = performance.now();
    await this.#beforeSave();
    const bytes = this.sqlite.export();
    const size = bytes.length;
    try {
      await writeDatabaseFile(this.#options.path, bytes);
    } finally {
      release(bytes);
    }
    const seconds = (performance.now() - started) / 1000;
    this.#options.log.debug(`Saved ${size} bytes in ${durationText(seconds)}`);
  }
}

/**
 * Gives the memory of a copy back at once where that is possible (from Node 21 on): the garbage collector, which sees a
 * small object, would leave a hundred megabytes lying about for minutes.
 */
function release({ buffer }: Uint8Array): void {
  (buffer as { transfer?: (length: number) => unknown }).transfer?.(0);
}

function tellUnfinished(error: unknown, { path, log }: DatabaseOptions): void {
  log.warn(`What an interrupted save has left beside ${path} could not be removed: ${messageOf(error)}`);
}

/** The file behind links. One that is not there yet has no other name; any other failure could take a link for a file. */
export async function realName(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return path;
    throw fileError(error, path);
  }
}
