/** Chooses where files are read and hashed. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { inProcessPool, threadPool, type ScanPool } from './pool';

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
