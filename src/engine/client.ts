/**
 * The extension's side of the port: an archive whose work is done in another thread. The thread starts with
 * the first request, and starts again after it has died or after the settings have changed.
 */
import type { Archive, ArchiveChange, ArchiveSettings } from '../core/archive';
import { ArchiveError, CancelledError } from '../core/errors';
import type { Context, Log } from '../core/ports';
import { Connection } from './connection';

export interface EngineOptions {
  /** The bundled engine: `/extension/dist/engine.js`. */
  readonly workerFile: string;
  /** Read anew whenever the archive is opened. */
  readonly settings: () => ArchiveSettings;
  readonly log: Log;
}

interface Disposable {
  dispose(): void;
}

export class EngineClient implements Archive {
  readonly #options: EngineOptions;
  readonly #listeners = new Set<(change: ArchiveChange) => void>();
  #connection: Promise<Connection> | undefined;
  #closing: Promise<void> = Promise.resolve();
  #disposed = false;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** Called after the data have changed, and after the archive was opened anew. */
  onDidChange(listener: (change: ArchiveChange) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  status = this.#short('status');
  header = this.#short('header');
  objects = this.#short('objects');
  sessions = this.#short('sessions');
  session = this.#short('session');
  frames = this.#short('frames');
  explain = this.#short('explain');
  link = this.#short('link');
  reject = this.#short('reject');
  results = this.#short('results');
  cleanCheckout = this.#short('cleanCheckout');
  recordResults = this.#short('recordResults');
  planRows = this.#short('planRows');
  alias = this.#short('alias');
  note = this.#short('note');
  stats = this.#short('stats');
  history = this.#short('history');
  recheckDuplicates = this.#short('recheckDuplicates');
  forgetRemoved = this.#short('forgetRemoved');
  register = this.#long('register');
  checkout = this.#long('checkout');
  verify = this.#long('verify');
  repair = this.#long('repair');
  reconcile = this.#long('reconcile');
  duplicates = this.#long('duplicates');
  regenerate = this.#long('regenerate');
  undo = this.#long('undo');

  /** Saves, closes and opens again with the settings of now. Running requests end first. */
  async reopen(): Promise<void> {
    await this.close();
    this.#changed({ frames: true, sessions: true });
  }

  /** Saves and ends the thread; the next request starts a new one. */
  close(): Promise<void> {
    return this.#close((connection) => connection.close());
  }

  /** As `close`, but operations under way are cancelled, and further requests are refused. */
  dispose(): Promise<void> {
    this.#disposed = true;
    this.#listeners.clear();
    return this.#close((connection) => {
      connection.cancelAll();
      return connection.close();
    });
  }

  #close(end: (connection: Connection) => Promise<void>): Promise<void> {
    const ending = this.#connection;
    this.#connection = undefined;
    const closed = this.#closing.then(async () => {
      // One that never opened has nothing to save; whoever asked for it has been told why.
      const connection = await ending?.catch(() => undefined);
      if (connection) await end(connection);
    });
    // A failed save is told to whoever closed, and must not keep the next thread from starting.
    this.#closing = closed.catch(() => undefined);
    return closed;
  }

  /** A method that sends the request of its name. */
  #short<K extends keyof Archive>(name: K): Archive[K] {
    const send = async (request?: unknown) => (await this.#connect()).request<unknown>(name, request);
    return send as Archive[K];
  }

  /** A method that sends the request of its name with progress and cancellation. */
  #long<K extends keyof Archive>(name: K): Archive[K] {
    const send = (request: unknown, context: Context) => this.#operate<unknown>(name, request, context);
    return send as Archive[K];
  }

  async #operate<T>(name: string, request: unknown, { progress, cancel }: Context): Promise<T> {
    const connection = await this.#connect();
    if (cancel.isCancellationRequested) throw new CancelledError();
    return connection.operate<T>(name, request, progress, cancel);
  }

  #connect(): Promise<Connection> {
    if (this.#disposed) {
      return Promise.reject(new ArchiveError('request', 'The archive is closed'));
    }
    this.#connection ??= this.#start();
    return this.#connection;
  }

  #start(): Promise<Connection> {
    // Another thread may have been started by the time that this one is gone.
    const forget = () => {
      if (this.#connection === started) this.#connection = undefined;
    };
    const started = this.#open(forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    return started;
  }

  async #open(ended: () => void): Promise<Connection> {
    await this.#closing;
    const { workerFile, settings, log } = this.#options;
    const connection = new Connection(workerFile, {
      log,
      changed: (change) => this.#changed(change),
      ended,
    });
    try {
      await connection.open(settings());
      return connection;
    } catch (error) {
      await connection.end();
      throw error;
    }
  }

  #changed(change: ArchiveChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
