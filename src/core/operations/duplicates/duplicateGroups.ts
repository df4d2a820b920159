/** Decides which files are the same, and which of them to keep. Pure. */
import { shortened } from '../../base/oneStart';
import { compareRivals } from '../register/originals';

export interface DuplicateCandidate {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly imageKey: string;
  /** Start of the exposure, null where the header does not say. */
  readonly dateObs: string | null;
  readonly archived: boolean;
  /** How much its header says (`richnessOf`). */
  readonly richness: number;
  /** Whether this program has edited its header. */
  readonly edited: boolean;
}

export interface DuplicateGroupOf<T extends DuplicateCandidate = DuplicateCandidate> {
  readonly same: 'file' | 'image';
  readonly files: readonly T[];
  readonly keep: T;
}

/**
 * Sets of files that may be the same: of one image key and not taken at different times, since two exposures
 * are two frames even where every pixel agrees, as in frames that are entirely black. A file that does not
 * say when it was taken, or only the date, goes with the others only where these agree on one time.
 */
export function candidateSets<T extends Pick<DuplicateCandidate, 'imageKey' | 'dateObs'>>(
  files: readonly T[],
): T[][] {
  const sets: T[][] = [];
  for (const sameKey of partition(files, ({ imageKey }) => imageKey)) {
    const dated = sameKey.filter(({ dateObs }) => dateObs !== null);
    const fullOf = fullStarts(dated.map(({ dateObs }) => dateObs ?? ''));
    const byTime = partition(dated, ({ dateObs }) => fullOf.get(dateObs ?? '') ?? '');
    if (byTime.length <= 1) sets.push(sameKey);
    else
      sets.push(
        ...byTime,
        sameKey.filter(({ dateObs }) => dateObs === null),
      );
  }
  return sets.filter((set) => set.length > 1);
}

/** Each start with the one that it was cut from, where there is exactly one; itself otherwise. */
function fullStarts(starts: readonly string[]): ReadonlyMap<string, string> {
  const longer = new Map<string, Set<string>>();
  for (const start of new Set(starts)) {
    for (const short of shortened(start)) {
      if (short === start) continue;
      const known = longer.get(short);
      if (known) known.add(start);
      else longer.set(short, new Set([start]));
    }
  }
  return new Map(
    starts.map((start) => {
      const full = [...(longer.get(start) ?? [])].filter((other) => !longer.has(other));
      return [start, full.length === 1 ? (full[0] ?? start) : start];
    }),
  );
}

/** Files of a set whose pixels must be compared: one of each content, and none where all have the same. */
export function toCompare<T extends DuplicateCandidate>(set: readonly T[]): T[] {
  const contents = partition(set, ({ sha256 }) => sha256);
  return contents.length === 1 ? [] : contents.flatMap(([first]) => first ?? []);
}

/**
 * The groups of a set; `digests` holds the digest of the pixels by SHA-256 of the file, for those that
 * `toCompare` named and that could be read. Groups without an archived file are left out.
 */
export function groupsOf<T extends DuplicateCandidate>(
  set: readonly T[],
  digests: ReadonlyMap<string, string>,
): DuplicateGroupOf<T>[] {
  return partition(set, ({ sha256 }) => digests.get(sha256) ?? `file ${sha256}`)
    .filter((files) => files.length > 1 && files.some(({ archived }) => archived))
    .map((files) => {
      const sorted = files.toSorted(archivedFirst);
      const same = new Set(files.map(({ sha256 }) => sha256)).size === 1 ? 'file' : 'image';
      return {
        same,
        files: sorted,
        keep: sorted.reduce((best, file) => (isBetter(file, best) ? file : best)),
      };
    });
}

/**
 * Whether it is `file` that registering would keep: what the user has edited in the archive is not given up.
 */
function isBetter(file: DuplicateCandidate, best: DuplicateCandidate): boolean {
  const isEdited = ({ archived, edited }: DuplicateCandidate) => Number(archived && edited);
  const by =
    isEdited(file) - isEdited(best) ||
    file.richness - best.richness ||
    Number(file.archived) - Number(best.archived) ||
    compareRivals(best, file);
  return by > 0;
}

function archivedFirst(a: DuplicateCandidate, b: DuplicateCandidate): number {
  if (a.archived !== b.archived) return a.archived ? -1 : 1;
  return a.path < b.path ? -1 : 1;
}

function partition<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const parts = new Map<string, T[]>();
  for (const item of items) {
    const part = parts.get(keyOf(item));
    if (part) part.push(item);
    else parts.set(keyOf(item), [item]);
  }
  return [...parts.values()];
}
