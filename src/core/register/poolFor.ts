/** Chooses where files are read and hashed. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { inProcessPool, threadPool, type ScanPool } from './pool';

const MOST_THREADS = 4;

/**
 * A pool of threads, as many as there are cores, 4 at most, where not told otherwise. The hashing thread lies beside the
 * bundle; from sources there is none, and this thread does the work.
 */
export function poolFor(options: { readonly hashThreads?: number; readonly background?: boolean }): ScanPool {
  const { hashThreads, background = false } = options;
  const threads = hashThreads ?? Math.min(availableParallelism(), MOST_THREADS);
  const file = join(__dirname, 'hash.js');
  return threads > 0 && existsSync(file) ? threadPool(file, threads, { background }) : inProcessPool();
}
