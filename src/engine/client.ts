/**
 * The extension's side of the port: an archive whose work is done in another thread. The thread starts with
 * the first request, and starts again after it has died or after the settings have changed.
 */
import type {
  Archive,
  ArchiveChange,
  ArchiveSettings,
  CheckoutRequest,
  DuplicatesRequest,
  FrameQuery,
  PageRequest,
  RecheckRequest,
  RegisterRequest,
  RepairRequest,
  SessionQuery,
  VerifyRequest,
} from '../core/archive';
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

  status = () => this.#short<'status'>('status');
  header = (path: string) => this.#short<'header'>('header', path);
  objects = (request: PageRequest) => this.#short<'objects'>('objects', request);
  sessions = (request: SessionQuery) => this.#short<'sessions'>('sessions', request);
  session = (id: string) => this.#short<'session'>('session', id);
  frames = (request: FrameQuery) => this.#short<'frames'>('frames', request);
  explain = (session: string) => this.#short<'explain'>('explain', session);
  stats = (request: { readonly fresh: boolean }) => this.#short<'stats'>('stats', request);

  register = (request: RegisterRequest, context: Context) =>
    this.#long<'register'>('register', request, context);
  regenerate = (context: Context) => this.#long<'regenerate'>('regenerate', null, context);
  checkout = (request: CheckoutRequest, context: Context) =>
    this.#long<'checkout'>('checkout', request, context);

  verify = (request: VerifyRequest, context: Context) => this.#long<'verify'>('verify', request, context);
  repair = (request: RepairRequest, context: Context) => this.#long<'repair'>('repair', request, context);
  duplicates = (request: DuplicatesRequest, context: Context) =>
    this.#long<'duplicates'>('duplicates', request, context);
  recheckDuplicates = (request: RecheckRequest) =>
    this.#short<'recheckDuplicates'>('recheckDuplicates', request);
  forgetRemoved = (paths: readonly string[]) => this.#short<'forgetRemoved'>('forgetRemoved', paths);

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

  async #short<K extends keyof Archive>(
    name: K,
    request?: unknown,
  ): Promise<Awaited<ReturnType<Archive[K]>>> {
    const connection = await this.#connect();
    return connection.request<Awaited<ReturnType<Archive[K]>>>(name, request);
  }

  async #long<K extends keyof Archive>(
    name: K,
    request: unknown,
    { progress, cancel }: Context,
  ): Promise<Awaited<ReturnType<Archive[K]>>> {
    const connection = await this.#connect();
    if (cancel.isCancellationRequested) throw new CancelledError();
    return connection.operate<Awaited<ReturnType<Archive[K]>>>(name, request, progress, cancel);
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
