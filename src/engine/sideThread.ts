/**
 * A thread of its own for requests about files: they need no archive, and never wait for one that is busy or
 * damaged.
 */
import { english } from '../core/base/english';
import { ArchiveError } from '../core/base/errors';
import type { Context, Log } from '../core/base/ports';
import { Connection } from './connection';

/** Milliseconds without a request after which the thread is given back. */
const REST = 60_000;

export class SideThread {
  readonly #workerFile: string;
  readonly #log: Log;
  #connection: Connection | undefined;
  #pending = 0;
  #resting: NodeJS.Timeout | undefined;
  #disposed = false;

  /** `workerFile` is the bundled engine: `/extension/dist/engine.js`. */
  constructor(workerFile: string, log: Log) {
    this.#workerFile = workerFile;
    this.#log = log;
  }

  /** Rejects with the error of the engine: for a file that cannot be read or is no image file. */
  request<T>(name: string, params: unknown): Promise<T> {
    return this.#ask((connection) => connection.request<T>(name, params));
  }

  /** The same for what takes long. */
  operate<T>(name: string, request: unknown, { progress, cancel }: Context): Promise<T> {
    return this.#ask((connection) => connection.operate<T>(name, request, progress, cancel));
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    clearTimeout(this.#resting);
    await this.#end();
  }

  async #ask<T>(ask: (connection: Connection) => Promise<T>): Promise<T> {
    if (this.#disposed) throw new ArchiveError('request', english('The archive is closed'));
    clearTimeout(this.#resting);
    this.#pending++;
    try {
      return await ask(this.#connect());
    } finally {
      this.#pending--;
      if (this.#pending === 0 && !this.#disposed) this.#rest();
    }
  }

  #connect(): Connection {
    if (this.#connection) return this.#connection;
    const connection: Connection = new Connection(this.#workerFile, {
      log: this.#log,
      changed: () => undefined,
      // One that died is replaced by the next request.
      ended: () => {
        if (this.#connection === connection) this.#connection = undefined;
      },
    });
    this.#connection = connection;
    return connection;
  }

  #rest(): void {
    this.#resting = setTimeout(() => void this.#end(), REST);
    // Node must not wait for it at its end.
    this.#resting.unref();
  }

  async #end(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.end();
  }
}
