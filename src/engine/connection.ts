/** One life of the engine's thread, from start to end. */
import { Worker } from 'node:worker_threads';
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  PortMessageReader,
  PortMessageWriter,
  ResponseError,
} from 'vscode-jsonrpc/node';
import type { ArchiveChange, ArchiveSettings, ArchiveStatus } from '../core/api/archive';
import { english } from '../core/base/english';
import { ArchiveError, CancelledError } from '../core/base/errors';
import type { Cancel, Log, Progress } from '../core/base/ports';
import {
  CHANGED,
  CLOSE,
  type ErrorData,
  LOG,
  type LogParams,
  OPEN,
  PROGRESS,
  type ProgressParams,
  REQUEST_CANCELLED,
} from './protocol';

export interface Events {
  readonly log: Log;
  changed(change: ArchiveChange): void;
  /** The thread is gone, on purpose or not. */
  ended(): void;
}

/** A token that tells of its cancellation, as those of VS Code do; others are asked from time to time. */
interface EventCancel extends Cancel {
  onCancellationRequested(listener: () => void): { dispose(): void };
}

const POLL = 50;

export class Connection {
  readonly #worker: Worker;
  readonly #rpc: MessageConnection;
  readonly #progress = new Map<number, Progress>();
  readonly #gone: Promise<void>;
  #operations = 0;
  readonly #cancels = new Set<CancellationTokenSource>();
  #closing = false;
  #ended = false;
  #died: string | undefined;

  constructor(workerFile: string, events: Events) {
    const { log } = events;
    this.#worker = new Worker(workerFile);
    this.#rpc = createMessageConnection(
      new PortMessageReader(this.#worker),
      new PortMessageWriter(this.#worker),
    );
    this.#rpc.onNotification(LOG, ({ level, message }: LogParams) => log[level](message));
    this.#rpc.onNotification(CHANGED, (change: ArchiveChange) => events.changed(change));
    this.#rpc.onNotification(PROGRESS, ({ operation, report }: ProgressParams) =>
      this.#progress.get(operation)?.report(report),
    );
    this.#worker.on('error', (error) => {
      this.#died = error instanceof Error ? error.message : String(error);
      log.error(
        `The engine failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    });
    this.#gone = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        if (!this.#closing) log.error(`The engine ended with code ${code}; the next request starts it again`);
        this.#ended = true;
        // Nothing else tells the connection, and every pending request would hang.
        this.#rpc.dispose();
        events.ended();
        resolve();
      });
    });
    this.#rpc.listen();
  }

  open(settings: ArchiveSettings): Promise<ArchiveStatus> {
    return this.request(OPEN, settings);
  }

  async request<T>(name: string, params?: unknown): Promise<T> {
    try {
      return await this.#rpc.sendRequest<T>(name, params);
    } catch (error) {
      throw this.#understood(error);
    }
  }

  async operate<T>(name: string, request: unknown, progress: Progress, cancel: Cancel): Promise<T> {
    const operation = this.#operations++;
    const source = new CancellationTokenSource();
    const watch = whenCancelled(cancel, () => source.cancel());
    this.#progress.set(operation, progress);
    this.#cancels.add(source);
    try {
      return await this.#rpc.sendRequest<T>(name, { request, operation }, source.token);
    } catch (error) {
      throw this.#understood(error);
    } finally {
      watch.dispose();
      source.dispose();
      this.#cancels.delete(source);
      this.#progress.delete(operation);
    }
  }

  /** Lets running operations end, saves, and ends the thread. */
  async close(): Promise<void> {
    this.#closing = true;
    try {
      // A thread that has died has nothing left to save.
      if (!this.#ended) await this.request(CLOSE);
    } finally {
      await this.end();
    }
  }

  /** Asks every operation under way to stop at the next file. */
  cancelAll(): void {
    for (const source of this.#cancels) source.cancel();
  }

  async end(): Promise<void> {
    this.#closing = true;
    await this.#worker.terminate();
    await this.#gone;
  }

  /** The archive's own errors come back as they were thrown. */
  #understood(error: unknown): unknown {
    if (error instanceof ResponseError && error.code === REQUEST_CANCELLED) return new CancelledError();
    const data = error instanceof ResponseError ? (error.data as ErrorData | undefined) : undefined;
    if (data) return new ArchiveError(data.code, data.message, data.detail);
    if (this.#ended || this.#died !== undefined) {
      const why =
        this.#died ?? (this.#closing ? english('it was closed') : english('for a reason it did not tell'));
      return new ArchiveError('request', english('The engine ended before it could answer ({0})', why), {
        advice: english('Try again; what was saved is safe.'),
      });
    }
    return error instanceof ResponseError ? new Error(error.message) : error;
  }
}

function whenCancelled(cancel: Cancel, act: () => void): { dispose(): void } {
  if ('onCancellationRequested' in cancel) return (cancel as EventCancel).onCancellationRequested(act);
  const timer = setInterval(() => cancel.isCancellationRequested && act(), POLL);
  return { dispose: () => clearInterval(timer) };
}
