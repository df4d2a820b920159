/**
 * The extension's side of the port: an archive whose work is done in another thread. The thread starts with
 * the first request, and starts again after it has died or after the settings have changed.
 */
import type {
  Archive,
  ArchiveChange,
  ArchiveSettings,
  ArchiveStatus,
  DatabaseCondition,
  Diagnostics,
  DiagnosticsRequest,
  HeaderReport,
  RebuildReport,
  Rescue,
  RestoreReport,
} from '../core/api/archive';
import { RequestMethods } from '../core/api/methods';
import { type RequestName, REQUESTS } from '../core/api/requests';
import { english } from '../core/base/english';
import { ArchiveError, CancelledError, messageOf } from '../core/base/errors';
import {
  type Cancel,
  type Context,
  type Log,
  neverCancelled,
  noContext,
  noProgress,
} from '../core/base/ports';
import type { Images, PictureSaver } from '../core/operations/pictures/images';
import type { Thumbnail, ThumbnailRequest } from '../core/operations/pictures/thumbnailDesk';
import type { KnownContent } from '../core/operations/pictures/thumbnailName';
import { Connection } from './connection';
import { DIAGNOSE, HEADER, type HeaderParams, SAVE_PICTURE, THUMBNAIL } from './protocol';
import { SideThread } from './sideThread';

export type { ImageInfo, PixelAnswer } from '../core/operations/pictures/images';
export type { Thumbnail } from '../core/operations/pictures/thumbnailDesk';
export type { KnownContent } from '../core/operations/pictures/thumbnailName';
export type { SkyField } from '../core/rules/sky/field';

export interface EngineOptions {
  /** The bundled engine: `/extension/dist/engine.js`. */
  readonly workerFile: string;
  /** Read again whenever the archive is opened. */
  readonly settings: () => ArchiveSettings;
  readonly log: Log;
  /** The zone for headers that name none, from the settings; unlike those it needs no folder. */
  readonly timeZone?: () => string | null;
}

interface Opened {
  readonly connection: Connection;
  readonly status: ArchiveStatus;
}

/** Is told of an archive that has just been opened. */
type OpenListener = (status: ArchiveStatus) => void;

interface Disposable {
  dispose(): void;
}

/**
 * Has a method for each request of the table; that of `header` neither opens the archive nor waits for it.
 */
export class EngineClient extends RequestMethods implements Archive, Rescue {
  readonly #options: EngineOptions;
  readonly #headers: SideThread;
  /** Pictures take longer than headers, which must not wait for them. */
  readonly #pictures: SideThread;
  /** One after the other, while whoever looks through pictures goes on. */
  readonly #thumbnails: SideThread;
  readonly #listeners = new Set<(change: ArchiveChange) => void>();
  readonly #refusals = new Set<(error: unknown) => void>();
  #rescuing: Connection | undefined;
  readonly #openListeners = new Set<OpenListener>();
  #connection: Promise<Connection> | undefined;
  /** Of the archive that is open. */
  #database: string | null = null;
  #closing: Promise<void> = Promise.resolve();
  #disposed = false;

  constructor(options: EngineOptions) {
    super((name, request, context) => this.#ask(name, request, context));
    this.#options = options;
    this.#headers = new SideThread(options.workerFile, options.log);
    this.#pictures = new SideThread(options.workerFile, options.log);
    this.#thumbnails = new SideThread(options.workerFile, options.log);
  }

  /** Called after the data have changed, and after the archive was reopened. */
  onDidChange(listener: (change: ArchiveChange) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Called with the error each time that the archive does not open. */
  onDidNotOpen(listener: (error: unknown) => void): Disposable {
    this.#refusals.add(listener);
    return { dispose: () => this.#refusals.delete(listener) };
  }

  condition = () => this.#rescue<DatabaseCondition>('condition', noContext);
  restore = () => this.#rescue<RestoreReport>('restore', noContext);
  rebuild = (context: Context) => this.#rescue<RebuildReport>('rebuild', context);

  /** Called each time that the archive was opened, by the first request or after it was closed. */
  onDidOpen(listener: OpenListener): Disposable {
    this.#openListeners.add(listener);
    return { dispose: () => this.#openListeners.delete(listener) };
  }

  /** Whether a request would find the archive open, rather than open it. */
  get isOpen(): boolean {
    return this.#database !== null;
  }

  override readonly header = async (path: string): Promise<HeaderReport> =>
    this.#headers.request<HeaderReport>(HEADER, {
      path,
      timeZone: this.#options.timeZone?.() ?? null,
    } satisfies HeaderParams);

  /** The images of files, in the archive or not. */
  readonly pictures: Images & PictureSaver = {
    images: (path) => this.#pictures.request('images', path),
    picture: (request, cancel) => this.#cancellable('picture', request, cancel),
    tile: (request, cancel) => this.#cancellable('tile', request, cancel),
    pixel: (request) => this.#pictures.request('pixel', request),
    siblings: (path) => this.#pictures.request('siblings', path),
    savePicture: (request, context) => this.#pictures.operate(SAVE_PICTURE, request, context),
  };

  #cancellable<T>(name: keyof Images, request: unknown, cancel = neverCancelled): Promise<T> {
    return this.#pictures.operate<T>(name, request, { progress: noProgress, cancel });
  }

  /**
   * The thumbnail of a file, kept beside the database of the archive that is open, if there is one.
   * @param known What the archive knows of the file, for one that is in it.
   */
  readonly thumbnail = (path: string, known: KnownContent | null, cancel: Cancel): Promise<Thumbnail> => {
    const request: ThumbnailRequest = { path, known: known && fileOf(known), database: this.#database };
    return this.#thumbnails.operate<Thumbnail>(THUMBNAIL, request, { progress: noProgress, cancel });
  };

  /**
   * Of the archive that the settings name, in whatever state, in a thread for this alone: an open archive
   * stays open.
   */
  async diagnose(asked: Omit<DiagnosticsRequest, 'settings'>): Promise<Diagnostics> {
    if (this.#disposed) throw new ArchiveError('request', english('The archive is closed'));
    const { workerFile, log } = this.#options;
    const request: DiagnosticsRequest = { ...asked, settings: this.#settingsOrNone() };
    const connection = new Connection(workerFile, { log, changed: () => undefined, ended: () => undefined });
    try {
      return await connection.request<Diagnostics>(DIAGNOSE, request);
    } finally {
      await connection.end();
    }
  }

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
    this.#refusals.clear();
    this.#rescuing?.cancelAll();
    this.#openListeners.clear();
    const closed = this.#close((connection) => {
      connection.cancelAll();
      return connection.close();
    });
    const sides = [this.#headers, this.#pictures, this.#thumbnails].map((side) => side.dispose());
    return Promise.all([closed, ...sides]).then(() => undefined);
  }

  #close(end: (connection: Connection) => Promise<void>): Promise<void> {
    const ending = this.#connection;
    this.#connection = undefined;
    this.#database = null;
    const closed = this.#closing.then(async () => {
      // One that never opened has nothing to save; whoever asked for it has been told why.
      const connection = await ending?.catch(() => undefined);
      if (connection) await end(connection);
    });
    // A failed save is told to whoever closed, and must not keep the next thread from starting.
    this.#closing = closed.catch(() => undefined);
    return closed;
  }

  async #ask(name: RequestName, request: unknown, { progress, cancel }: Context): Promise<unknown> {
    const connection = await this.#connect();
    if (REQUESTS[name].takes === 'short') return connection.request(name, request);
    if (cancel.isCancellationRequested) throw new CancelledError();
    return connection.operate(name, request, progress, cancel);
  }

  /**
   * Closes the archive and does the work in its own thread; requests that come meanwhile wait for its end and
   * open the archive then.
   */
  async #rescue<T>(name: keyof Rescue, { progress, cancel }: Context): Promise<T> {
    if (this.#disposed) throw new ArchiveError('request', english('The archive is closed'));
    const { workerFile, settings, log } = this.#options;
    const closed = this.close().catch((error: unknown) => log.warn(messageOf(error)));
    // At once, so that whoever asks in the next moment waits for the end of all this.
    const work = closed.then(async () => {
      const connection = new Connection(workerFile, {
        log,
        changed: () => undefined,
        ended: () => undefined,
      });
      this.#rescuing = connection;
      try {
        return await connection.operate<T>(name, settings(), progress, cancel);
      } finally {
        this.#rescuing = undefined;
        await connection.end();
      }
    });
    this.#closing = work.then(
      () => undefined,
      () => undefined,
    );
    const result = await work;
    if (name !== 'condition') this.#changed({ frames: true, sessions: true });
    return result;
  }

  /** Null where no folder is open, or a setting makes no sense: whoever uses the archive is told which. */
  #settingsOrNone(): ArchiveSettings | null {
    try {
      return this.#options.settings();
    } catch (error) {
      this.#options.log.debug(messageOf(error));
      return null;
    }
  }

  #connect(): Promise<Connection> {
    if (this.#disposed) {
      return Promise.reject(new ArchiveError('request', english('The archive is closed')));
    }
    this.#connection ??= this.#start();
    return this.#connection;
  }

  #start(): Promise<Connection> {
    // Another thread may have been started by the time that this one is gone.
    const forget = () => {
      if (this.#connection !== started) return;
      this.#connection = undefined;
      this.#database = null;
    };
    const opening = this.#open(forget);
    const started = opening.then(({ connection }) => connection);
    opening.then(({ status }) => {
      if (this.#connection !== started) return;
      this.#database = status.database;
      for (const listener of this.#openListeners) listener(status);
    }, forget);
    return started;
  }

  async #open(ended: () => void): Promise<Opened> {
    await this.#closing;
    const { workerFile, settings, log } = this.#options;
    const connection = new Connection(workerFile, { log, changed: (change) => this.#changed(change), ended });
    try {
      return { connection, status: await connection.open(settings()) };
    } catch (error) {
      await connection.end();
      for (const listener of this.#refusals) listener(error);
      throw error;
    }
  }

  #changed(change: ArchiveChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}

/** Rows of the archive have much more. */
const fileOf = ({ sha256, editedSha256, size, mtime }: KnownContent): KnownContent => ({
  sha256,
  editedSha256,
  size,
  mtime,
});
