/**
 * Reads files in batches that are planned and filed one after the other, so that a million files fit into
 * memory.
 */
import type { Cancel } from '../../base/ports';
import type { LookAhead } from '../scan/lookAhead';
import { pathOf, type ScanOutcome, type ScanPool } from '../scan/pool';
import { byExposure } from '../scan/scanAll';
import type { FoundFile } from '../scan/walk';
import { mayBeCopy, originalsFirst } from './originals';
import { PutOff } from './putOff';

/** A batch ends at so many files or bytes, whichever comes first; the first frames are filed then. */
const BATCH = { files: 10_000, bytes: 16e9 };
/** Files that may be copies of later ones and that wait for them, as they were read: 40 MB. */
const MOST_WAITING = 20_000;
/** A hashing thread gets so many files or bytes at once. */
const SHARE = { files: 32, bytes: 4e6 };

export interface ScanOptions {
  /** Hears of each file that cannot be read, at once: a batch takes minutes. */
  readonly onFailure?: (error: string) => void;
}

/**
 * The outcomes of each batch by start of exposure, then path: names with suffixes then follow the order in
 * which the frames were taken, whatever order the threads finished in. The next batch is read while the
 * caller works on one. Files that may be poor copies come after all others, and of several of the same pixels
 * the one that says most comes first; last come those that seem to be still in the making.
 */
export async function* scanBatches(
  files: LookAhead<FoundFile>,
  pool: ScanPool,
  timeZone: string | null,
  onFile: (path: string) => void,
  cancel: Cancel,
  limits: { readonly files: number; readonly bytes: number } = BATCH,
  { onFailure }: ScanOptions = {},
): AsyncGenerator<readonly ScanOutcome[]> {
  const putOff = new PutOff();
  const tell = (outcome: ScanOutcome) => {
    if ('error' in outcome) onFailure?.(outcome.error);
    onFile(pathOf(outcome));
  };
  const read = async (): Promise<{ outcomes: ScanOutcome[]; taken: number }> => {
    const outcomes: ScanOutcome[] = [];
    let [count, bytes] = [0, 0];
    const runner = async () => {
      while (count < limits.files && bytes < limits.bytes && !cancel.isCancellationRequested) {
        let [shareCount, shareBytes] = [0, 0];
        const share = await files.take(({ size }) => {
          shareCount++;
          shareBytes += size;
          return shareCount >= SHARE.files || shareBytes >= SHARE.bytes || count + shareCount >= limits.files;
        });
        count += shareCount;
        bytes += shareBytes;
        if (share.length === 0) return;
        const found = new Map(share.map((file) => [file.path, file]));
        for (const outcome of await pool.run({ paths: [...found.keys()], timeZone })) {
          const file = found.get(pathOf(outcome));
          if (file && putOff.takes(file, outcome)) continue;
          outcomes.push(outcome);
          tell(outcome);
        }
      }
    };
    await Promise.all(Array.from({ length: pool.width }, runner));
    return { outcomes, taken: count };
  };
  const waiting: ScanOutcome[] = [];
  const isHeldBack = (outcome: ScanOutcome) => {
    if (waiting.length >= MOST_WAITING || !mayBeCopy(outcome)) return false;
    waiting.push(outcome);
    return true;
  };
  let next = read();
  try {
    for (let batch = await next; batch.taken > 0; batch = await next) {
      next = read();
      // Whoever waits for it hears of its failure; until then it is nobody's.
      next.catch(() => undefined);
      const ready = batch.outcomes.filter((outcome) => !isHeldBack(outcome));
      if (ready.length > 0) yield inOrder(ready);
    }
    const held = inOrder(waiting);
    for (let first = 0; first < held.length && !cancel.isCancellationRequested; first += limits.files) {
      yield held.slice(first, first + limits.files);
    }
    const late = await putOff.settle(pool, timeZone, cancel);
    late.forEach(tell);
    if (late.length > 0) yield inOrder(late);
  } finally {
    await next.catch(() => undefined);
  }
}

function inOrder(outcomes: readonly ScanOutcome[]): readonly ScanOutcome[] {
  return originalsFirst(byExposure(outcomes));
}
