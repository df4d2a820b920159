/** Feeds files to the hashing threads in batches and puts the answers in a fixed order. */
import type { Cancel } from '../../base/ports';
import { pathOf, type ScanOutcome, type ScanPool } from './pool';
import type { Found } from './walk';

/** A batch ends at so many files or so many bytes, whichever comes first. */
const MOST_FILES = 16;
const MOST_BYTES = 4e6;

/**
 * Scans every file and returns the outcomes by start of exposure, then path: names with suffixes then follow
 * the order in which the frames were taken, whatever order the threads finished in. Stops early on cancel.
 */
export async function scanAll(
  files: readonly Found[],
  pool: ScanPool,
  timeZone: string | null,
  onFile: (path: string) => void,
  cancel: Cancel,
): Promise<ScanOutcome[]> {
  const outcomes: ScanOutcome[] = [];
  const batches = batchesOf(files);
  const runner = async () => {
    for (let batch = batches.next(); !batch.done; batch = batches.next()) {
      if (cancel.isCancellationRequested) return;
      for (const outcome of await pool.run({ paths: batch.value, timeZone })) {
        outcomes.push(outcome);
        onFile(pathOf(outcome));
      }
    }
  };
  await Promise.all(Array.from({ length: pool.width }, runner));
  return byExposure(outcomes);
}

function* batchesOf(files: readonly Found[]): Generator<string[], undefined> {
  let batch: string[] = [];
  let bytes = 0;
  for (const file of files) {
    if (file.kind !== 'file') continue;
    batch.push(file.path);
    bytes += file.size;
    if (batch.length < MOST_FILES && bytes < MOST_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
  return undefined;
}

/**
 * By start of exposure, then path; files whose start is not known come first. Of several of one start the
 * whole ones come before those that end in zeros, which may be broken copies of them.
 */
export function byExposure(outcomes: readonly ScanOutcome[]): ScanOutcome[] {
  return outcomes
    .map((outcome) => ({
      outcome,
      start: ('scan' in outcome && outcome.scan.frame?.dateObs) || '',
      zeros: 'scan' in outcome && outcome.scan.endsInZeros ? 1 : 0,
      path: pathOf(outcome),
    }))
    .sort((a, b) => compare(a.start, b.start) || a.zeros - b.zeros || compare(a.path, b.path))
    .map(({ outcome }) => outcome);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
