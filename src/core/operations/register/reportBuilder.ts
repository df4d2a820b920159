/**
 * A report in the making: counts everything, lists so much of it that a million files are no burden to
 * anybody.
 */
import type {
  DuplicateFile,
  FailedFile,
  RegisteredFile,
  RegisteredTally,
  RegisterList,
  RegisterLists,
  RegisterPlan,
  RegisterReport,
  SkippedFile,
} from '../../api/register';
import { english } from '../../base/english';
import type { CardEdit } from '../../formats/fits/header';
import type { Placement, Refusal } from './decision';

/** Rows of each list unless the request says otherwise: as many as a page has. */
export const LISTED = 1000;
/** Files that are in the archive already, an archive registered again has nothing else. */
export const LISTED_KNOWN = 5000;

export const KNOWN = english('It is in the archive already, by its size and time');

/** Takes whatever happens to a file. */
export interface ReportList<T> {
  push(item: T): void;
}

/** What registration fills in as it goes. */
export interface GrowingReport extends Readonly<{
  [K in Exclude<RegisterList, 'registered'>]: ReportList<RegisterLists[K]>;
}> {
  /** A file that is registered, or will be. */
  place(placement: Placement): void;
}

class List<T> implements ReportList<T> {
  readonly items: T[] = [];
  readonly #most: number;
  readonly #added: ((item: T) => void) | undefined;
  count = 0;

  constructor(most: number, added?: (item: T) => void) {
    this.#most = most;
    this.#added = added;
  }

  push(item: T): void {
    this.count++;
    if (this.items.length < this.#most) this.items.push(item);
    this.#added?.(item);
  }
}

export class ReportBuilder implements GrowingReport {
  readonly registered: List<RegisteredFile>;
  readonly duplicates: List<RegisterLists['duplicates']>;
  readonly failed: List<RegisterLists['failed']>;
  readonly skipped: List<RegisterLists['skipped']>;
  readonly #known: List<RegisterLists['skipped']>;
  readonly #tally = new Map<string, RegisteredTally>();
  #bytes = 0;

  /** `listed` rows of each list at most. */
  constructor(listed: number = LISTED) {
    this.registered = new List(listed, ({ size }) => (this.#bytes += size));
    this.duplicates = new List(listed);
    this.failed = new List(listed);
    this.skipped = new List(listed);
    this.#known = new List(Math.min(listed, LISTED_KNOWN));
  }

  place(placement: Placement): void {
    this.registered.push(registered(placement));
    const { type, object, filter, exposure } = placement.frame;
    const key = JSON.stringify([type, object, filter]);
    const { frameCount = 0, totalExposure = 0 } = this.#tally.get(key) ?? {};
    this.#tally.set(key, {
      type,
      object,
      filter,
      frameCount: frameCount + 1,
      totalExposure: totalExposure + (exposure ?? 0),
    });
  }

  /** A file that lies in the archive as it is known there. */
  known(path: string): void {
    this.#known.push({ path, why: KNOWN });
  }

  /** Files that lie in the archive as they are known there and that are not listed here. */
  knownBefore(count: number): void {
    this.#known.count += count;
  }

  get knownCount(): number {
    return this.#known.count;
  }

  /** What becomes of a file that is not registered. */
  note(decision: Refusal): void {
    switch (decision.kind) {
      case 'duplicate':
        this.duplicates.push(duplicate(decision));
        break;
      case 'failed':
        this.failed.push(failedFile(decision));
        break;
      case 'skipped':
        this.skipped.push(skipped(decision));
        break;
    }
  }

  finish(end: { plan: RegisterPlan | null; cancelled: boolean; seconds: number }): RegisterReport {
    const { registered, duplicates, failed, skipped } = this;
    return {
      registered: registered.items,
      duplicates: duplicates.items,
      failed: failed.items,
      skipped: [...this.#known.items, ...skipped.items],
      counts: {
        registered: registered.count,
        duplicates: duplicates.count,
        failed: failed.count,
        skipped: skipped.count + this.#known.count,
      },
      tally: [...this.#tally.values()],
      known: this.#known.count,
      bytes: this.#bytes,
      ...end,
    };
  }
}

/** A duplicate as reports tell of it. */
export function duplicate({ kind, ...file }: Extract<Refusal, { kind: 'duplicate' }>): DuplicateFile {
  return file;
}

/** A file that is passed over as reports tell of it. */
export function skipped({ kind, ...file }: Extract<Refusal, { kind: 'skipped' }>): SkippedFile {
  return file;
}

export function failedFile({ kind, ...file }: Extract<Refusal, { kind: 'failed' }>): FailedFile {
  return file;
}

/** A placement as reports tell of it. */
export function registered({ scan, to, frame, edits, displaces }: Placement): RegisteredFile {
  return {
    from: scan.path,
    to,
    type: frame.type,
    sha256: scan.sha256,
    size: scan.size,
    edits: editText(edits),
    ...(displaces === null ? {} : { instead: displaces }),
  };
}

/** `adds CD1_1, CD1_2, CD2_1, CD2_2`; the line of HISTORY that tells of it goes without saying. */
function editText(edits: readonly CardEdit[]): string {
  const keywords = edits.map(({ keyword }) => keyword).filter((keyword) => keyword !== 'HISTORY');
  return keywords.length === 0 ? '' : `adds ${keywords.join(', ')}`;
}
