/**
 * Which of several files of the same pixels is the original: decided by what the files say, never by their
 * order. Pure.
 */
import { basename } from 'node:path';
import { shortened } from '../../base/oneStart';
import { isCopyName } from '../../storage/files/copyName';
import type { ScanOutcome } from '../scan/pool';
import type { Scan } from '../scan/scan';

/** A file as far as it is compared with others of the same pixels. */
export type Rival = Pick<Scan, 'path' | 'richness'>;

/**
 * Negative where `a` is rather the original: its header says more; else it has no name of a copy (`x.fits`
 * before `x (1).fits`); else it is not packed. 0 where nothing tells them apart.
 */
export function compareRivals(a: Rival, b: Rival): number {
  return (
    b.richness - a.richness ||
    Number(isCopyName(basename(a.path))) - Number(isCopyName(basename(b.path))) ||
    Number(/\.gz$/i.test(a.path)) - Number(/\.gz$/i.test(b.path))
  );
}

/**
 * The same outcomes, in their order, but for files that may be copies of a better one among them: these come
 * after all others, the best first. Whoever takes file by file, and takes no file twice, so takes the
 * originals.
 */
export function originalsFirst(outcomes: readonly ScanOutcome[]): readonly ScanOutcome[] {
  const sets = new Map<string, Scan[]>();
  for (const outcome of outcomes) {
    if (!('scan' in outcome)) continue;
    const set = sets.get(outcome.scan.imageKey);
    if (set) set.push(outcome.scan);
    else sets.set(outcome.scan.imageKey, [outcome.scan]);
  }
  const behind = new Set([...sets.values()].filter(({ length }) => length > 1).flatMap(copiesIn));
  if (behind.size === 0) return outcomes;
  const isBehind = (outcome: ScanOutcome) => 'scan' in outcome && behind.has(outcome.scan);
  const copies = outcomes.flatMap((each) => ('scan' in each && behind.has(each.scan) ? [each] : []));
  copies.sort((a, b) => compareRivals(a.scan, b.scan));
  return [...outcomes.filter((outcome) => !isBehind(outcome)), ...copies];
}

/**
 * Those of one image key that a better one of the same start stands before. Two exposures are two frames even
 * where every pixel agrees; a file that does not say when it was taken, or only the day, may be a copy of any
 * that it agrees with.
 */
function copiesIn(scans: readonly Scan[]): readonly Scan[] {
  /** The best of those whose start may have been cut to this one; null for none at all. */
  const best = new Map<string | null, Scan>();
  for (const scan of scans) {
    const start = scan.frame?.dateObs ?? null;
    for (const key of start === null ? [null] : [null, ...shortened(start)]) {
      const other = best.get(key);
      if (!other || compareRivals(scan, other) < 0) best.set(key, scan);
    }
  }
  return scans.filter((scan) => {
    const rival = best.get(scan.frame?.dateObs ?? null);
    return rival !== undefined && rival !== scan && compareRivals(rival, scan) < 0;
  });
}

/**
 * Whether a file may well be a poor copy of one that is still to come: its name says so, or its header does
 * not say when or with which camera it was taken.
 */
export function mayBeCopy(outcome: ScanOutcome): boolean {
  if (!('scan' in outcome) || outcome.scan.frame === null) return false;
  const { frame, path } = outcome.scan;
  const isVague = frame.dateObs === null || frame.problems.some(({ code }) => code === 'time-missing');
  return isVague || frame.imager === null || isCopyName(basename(path));
}
