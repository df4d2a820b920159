/**
 * A small pool of hashing threads. Every thread has two batches in hand, so that it never waits for the next
 * one, and a thread that dies is replaced and its batches reported as failed.
 */
import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FailedFile } from '../../api/register';
import { english } from '../../base/english';
import { ArchiveError, messageOf, reasonIn } from '../../base/errors';
import type { Digest } from '../../storage/files/digests';
import { type Scan, scanFile, UnsettledError } from './scan';

export interface ScanBatch {
  readonly paths: readonly string[];
  readonly timeZone: string | null;
}

/** A scan, or why there is none. */
export type ScanOutcome =
  | { readonly scan: Scan }
  | (FailedFile & {
      /** It changed a moment ago or while it was read: another look may find it whole. */
      readonly unsettled?: true;
    });

export function pathOf(outcome: ScanOutcome): string {
  return 'scan' in outcome ? outcome.scan.path : outcome.path;
}

export interface ScanPool {
  /** Batches that may be under way at the same time. */
  readonly width: number;
  /** Milliseconds to wait for files that are still being written; the usual ones where not given. */
  readonly patience?: number;
  /**
   * Rejects with `request` once the pool is closed: a thread that was started then would keep the process
   * alive.
   */
  run(batch: ScanBatch): Promise<readonly ScanOutcome[]>;
  close(): Promise<void>;
}

/** Batches in hand of each thread. */
const DEPTH = 2;

/** One batch, file by file; what a hashing thread does with it. */
export async function scanBatch(batch: ScanBatch): Promise<readonly ScanOutcome[]> {
  const outcomes: ScanOutcome[] = [];
  for (const path of batch.paths) {
    try {
      outcomes.push({ scan: await scanFile(path, batch.timeZone) });
    } catch (error) {
      const unsettled = error instanceof UnsettledError ? { unsettled: true as const } : {};
      outcomes.push({ path, error: messageOf(error), ...reasonIn(error), ...unsettled });
    }
  }
  return outcomes;
}

/** Scans in this thread: for tests and where threads cannot be had. */
export function inProcessPool(): ScanPool {
  return { width: 1, run: scanBatch, close: () => Promise.resolve() };
}

interface Job {
  readonly batch: ScanBatch;
  readonly done: (outcomes: readonly ScanOutcome[]) => void;
}

/** What a hashing thread is told at its start. */
export interface ThreadData {
  /** Give way to everything else on this machine, above all to the windows of the same program. */
  readonly background: boolean;
}

/** `file` is the bundled hashing thread: `dist/hash.js`. Threads start with the first batch. */
export function threadPool(
  file: string,
  threads: number,
  data: ThreadData = { background: false },
): ScanPool {
  const slots: Slot[] = [];
  let closed = false;
  return {
    width: threads * DEPTH,
    async run(batch) {
      if (closed) throw new ArchiveError('request', english('The archive is closed'));
      let slot = slots.reduce<Slot | undefined>((a, b) => (a && a.load <= b.load ? a : b), undefined);
      if (!slot || (slot.load > 0 && slots.length < threads)) {
        slot = new Slot(file, data);
        slots.push(slot);
      }
      return slot.run(batch);
    },
    async close() {
      closed = true;
      await Promise.all(slots.splice(0).map((slot) => slot.close()));
    },
  };
}

/** One thread and the batches it has in hand, oldest first. */
class Slot {
  readonly #file: string;
  readonly #data: ThreadData;
  #jobs: Job[] = [];
  #worker: Worker | undefined;
  #closed = false;

  constructor(file: string, data: ThreadData) {
    this.#file = file;
    this.#data = data;
  }

  get load(): number {
    return this.#jobs.length;
  }

  run(batch: ScanBatch): Promise<readonly ScanOutcome[]> {
    return new Promise((done) => this.#post({ batch, done }));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }

  #post(job: Job): void {
    this.#jobs.push(job);
    this.#worker ??= this.#start();
    this.#worker.postMessage(job.batch);
  }

  #start(): Worker {
    const worker = new Worker(this.#file, { workerData: this.#data });
    let reason = english('the hashing thread ended');
    worker.on('message', (outcomes: readonly ScanOutcome[]) => this.#jobs.shift()?.done(outcomes));
    worker.on('error', (error) => (reason = messageOf(error)));
    worker.on('exit', () => {
      this.#worker = undefined;
      this.#recover(reason);
    });
    return worker;
  }

  /** The file that ended the thread is among the first batch; the others must not suffer for it. */
  #recover(reason: string): void {
    const [first, ...others] = this.#jobs;
    this.#jobs = [];
    if (this.#closed || first?.batch.paths.length === 1) {
      first?.done(
        first.batch.paths.map((path) => ({ path, error: english('It could not be read: {0}', reason) })),
      );
    } else if (first) this.#singly(first);
    for (const job of others) {
      if (this.#closed)
        job.done(job.batch.paths.map((path) => ({ path, error: english('It was not read: {0}', reason) })));
      else this.#post(job);
    }
  }

  #singly({ batch, done }: Job): void {
    const each = batch.paths.map((path) => this.run({ ...batch, paths: [path] }));
    void Promise.all(each).then((outcomes) => done(outcomes.flat()));
  }
}

/** Below this many bytes a file is hashed here in less time than it takes to ask another thread. */
const SMALL = 1 << 20;

/** Hashes whole files: small ones here, large ones in the hashing threads, which read image files only. */
export function digester(pool: ScanPool): Digest {
  return async (path, size) => {
    if (size <= SMALL) return hash('sha256', await readFile(path), 'hex');
    const [outcome] = await pool.run({ paths: [path], timeZone: null });
    if (outcome && 'scan' in outcome) return outcome.scan.sha256;
    throw new ArchiveError(
      'file',
      english('It could not be read again: {0}', outcome?.error ?? english('no answer')),
      { path },
    );
  };
}

const MOST_THREADS = 4;

export interface PoolOptions {
  /** Threads that read and hash; 0 to work in this one. Default: one for each core, 4 at most. */
  readonly hashThreads?: number;
  /** Hash at low priority, beside a program with windows. Default: false, somebody waits for it. */
  readonly background?: boolean;
  /**
   * Milliseconds for which registering waits at its end for files that are still being written. Default:
   * 1000.
   */
  readonly patience?: number;
}

/**
 * A pool of threads, as many as there are cores, 4 at most, where not told otherwise. The hashing thread lies
 * beside the bundle; from sources there is none, and this thread does the work.
 */
export function poolFor(options: PoolOptions): ScanPool {
  const { hashThreads, background = false, patience } = options;
  const threads = hashThreads ?? Math.min(availableParallelism(), MOST_THREADS);
  const file = join(__dirname, 'hash.js');
  const pool = threads > 0 && existsSync(file) ? threadPool(file, threads, { background }) : inProcessPool();
  return patience === undefined ? pool : { ...pool, patience };
}
