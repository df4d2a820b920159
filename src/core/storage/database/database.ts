/** The open database: lock, load, migrate, save, close. Tables have their own files beside this one. */
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { english } from '../../base/english';
import { ArchiveError, fileError, messageOf } from '../../base/errors';
import type { Log } from '../../base/ports';
import { durationText } from '../../text/words';
import { replaceFile } from '../files/replace';
import { type Lock, takeLock } from '../lock/lock';
import { copyOfSchema, keepCopy, removeUnfinished, writeDatabaseFile } from './databaseFile';
import { loadDatabase } from './load';
import { generationOf, isStill, lookOnDisk, type OnDisk, setGeneration } from './onDisk';
import { Saver } from './saver';
import { SCHEMA_VERSION } from './schema';
import type { Sqlite } from './sqlite';

export interface DatabaseOptions {
  /**
   * Absolute: `/astro/.astro-archive/astro-archive.sqlite`. Made with the first change when it does not
   * exist.
   */
  readonly path: string;
  /** Readers take no lock and never save: they see the last saved state. */
  readonly access: 'read' | 'write';
  readonly log: Log;
  /**
   * Looks at what was read before anything is written or removed; throws for a database that is not to be
   * opened.
   */
  readonly check?: (sqlite: Sqlite, path: string) => Promise<void>;
}

export class Database {
  readonly sqlite: Sqlite;
  readonly #options: DatabaseOptions;
  readonly #lock: Lock | null;
  readonly #saver: Saver;
  #version = 0;
  /** The file as it was read or written last. */
  #onDisk: OnDisk | null;
  /** What was found instead of it, for good. */
  #foreign: ArchiveError | null = null;
  #beforeSave: () => Promise<void> = () => Promise.resolve();

  private constructor(sqlite: Sqlite, lock: Lock | null, onDisk: OnDisk | null, options: DatabaseOptions) {
    this.sqlite = sqlite;
    this.#lock = lock;
    this.#onDisk = onDisk;
    this.#options = options;
    this.#saver = new Saver(() => this.#save(), options.log);
  }

  /**
   * Throws `in-use` when another process writes it, `damaged`, and `database` when it is too new or not ours.
   */
  static async open(asked: DatabaseOptions): Promise<Database> {
    // A link to the file must lead to the same lock, and must not be replaced by the next save.
    const options = { ...asked, path: await realName(asked.path) };
    const lock = options.access === 'write' ? await takeLock(options.path) : null;
    try {
      const started = performance.now();
      // Before it is read: what changes while it is read is then noticed.
      const seen = lock ? await lookOnDisk(options.path) : null;
      const { sqlite, size, schema, crc } = await loadDatabase(options.path);
      await check(sqlite, options);
      if (lock)
        await removeUnfinished(options.path).catch((error: unknown) => tellUnfinished(error, options));
      if (lock && size !== null && schema < SCHEMA_VERSION) {
        await keepCopy(options.path, copyOfSchema(options.path, schema));
      }
      const database = new Database(sqlite, lock, seen && { ...seen, crc }, options);
      if (size !== null && schema < SCHEMA_VERSION) database.changed();
      options.log.debug(
        `Opened ${options.path}: ${size ?? 0} bytes, ${durationText((performance.now() - started) / 1000)}`,
      );
      return database;
    } catch (error) {
      await lock?.release();
      throw error;
    }
  }

  /** Whether there is a file of it. */
  get isSaved(): boolean {
    return this.#onDisk !== null;
  }

  /** Without links on the way. */
  get path(): string {
    return this.#options.path;
  }

  /** Whether it was opened for writing as well. */
  get isWritable(): boolean {
    return this.#options.access === 'write';
  }

  /** Throws `request` where it was opened for reading only. */
  refuseReader(): void {
    if (this.isWritable) return;
    throw new ArchiveError('request', english('The archive was opened for reading only'), {
      path: this.#options.path,
      reason: 'read-only',
    });
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

  /**
   * As `write`, for what is not worth its own save: it goes with the next one, and is lost where none comes.
   */
  jot<T>(work: (sqlite: Sqlite) => T): T {
    this.refuseReader();
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
    if (this.#foreign) throw this.#foreign;
    const started = performance.now();
    await this.#beforeSave();
    const bytes = this.sqlite.export();
    setGeneration(bytes, generationOf(this.#onDisk) + 1);
    const [size, crc] = [bytes.length, crc32(bytes)];
    try {
      if (this.#onDisk) await refuseGone(this.#options.path);
      await writeDatabaseFile(this.#options.path, bytes, () => this.#refuseForeign(bytes));
    } catch (error) {
      // The last sync can fail when the file has its name already.
      const now = await lookOnDisk(this.#options.path, true).catch(() => null);
      if (now?.crc === crc) this.#onDisk = now;
      throw error;
    } finally {
      release(bytes);
    }
    const written = await lookOnDisk(this.#options.path);
    this.#onDisk = written && { ...written, crc };
    const seconds = (performance.now() - started) / 1000;
    this.#options.log.debug(`Saved ${size} bytes in ${durationText(seconds)}`);
  }

  /** Whatever another program has saved stays. What this one knows goes beside it, once. */
  async #refuseForeign(bytes: Uint8Array): Promise<void> {
    const { path } = this.#options;
    if (await isStill(path, this.#onDisk)) return;
    const beside = `${path}.unsaved-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`;
    await replaceFile(beside, bytes);
    this.#foreign = new ArchiveError(
      'database',
      english('Another program has saved the database since it was opened'),
      {
        path,
        reason: 'saved-by-another',
        expected: `generation ${generationOf(this.#onDisk)}`,
        got: `generation ${generationOf(await lookOnDisk(path))}`,
        advice: english(
          'It was left as it is, and what this program knows is in {0}. Close all programs that use the archive, open it again, and join that file.',
          beside,
        ),
      },
    );
    throw this.#foreign;
  }
}

async function check(sqlite: Sqlite, { check: look, path }: DatabaseOptions): Promise<void> {
  try {
    await look?.(sqlite, path);
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** A drive that is not there any more must not get a second archive in its mount point. */
async function refuseGone(path: string): Promise<void> {
  const folder = dirname(path);
  const info = await stat(folder).catch(() => null);
  if (info?.isDirectory()) return;
  throw new ArchiveError('file', english('The folder of the database is gone'), {
    path: folder,
    expected: 'a folder',
    advice: english('Connect its drive and try again.'),
  });
}

/**
 * Gives the memory of a copy back at once where that is possible (from Node 21 on): the garbage collector,
 * which sees a small object, would leave a hundred megabytes lying about for minutes.
 */
function release({ buffer }: Uint8Array): void {
  (buffer as { transfer?: (length: number) => unknown }).transfer?.(0);
}

function tellUnfinished(error: unknown, { path, log }: DatabaseOptions): void {
  log.warn(`What an interrupted save has left beside ${path} could not be removed: ${messageOf(error)}`);
}

/**
 * The file behind links. One that is not there yet has no other name; any other failure could take a link for
 * a file.
 */
export async function realName(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return path;
    throw fileError(error, path);
  }
}
