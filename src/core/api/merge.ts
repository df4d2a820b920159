/** Requests and answers for merging one object into another. */
import type { NameRule } from '../base/nameRule';
import type { FileEditsReport } from './fileEdits';

/**
 * How far a merge goes. In every mode the archive counts the frames with the other object from then on, also
 * those that are registered later under the old name.
 * - `database`: nothing but that.
 * - `files`: files get the names and folders of the other object, and the headers of these files say so.
 * - `headers`: all headers say so, names stay.
 * - `all`: all headers say so, and files get names and folders to match.
 */
export type MergeMode = 'database' | 'files' | 'headers' | 'all';

export interface MergeRequest {
  /** The object that goes, in any of its spellings: `m31`. */
  readonly from: string;
  /** The one that it becomes part of, as it is to be written: `M 31`. */
  readonly into: string;
  readonly mode: MergeMode;
  /** Say what would happen and touch nothing. */
  readonly dryRun: boolean;
  /**
   * Carry out this plan of an earlier dry run; rejects with `stale` when it is gone or the archive has
   * changed since.
   */
  readonly plan?: string;
  /** Rows that each list of the report holds at most, 1000 unless given. */
  readonly listed?: number;
}

/** A session of the object that goes. */
export interface MergedSession {
  readonly id: string;
  readonly night: string | null;
  readonly filter: string | null;
  /** Seconds. */
  readonly exposure: number | null;
  readonly frameCount: number;
  /** Id of the other object's session that it becomes one with; null where it stays by itself. */
  readonly joins: string | null;
}

export interface MergeReport extends FileEditsReport {
  /** The name of the object that goes, as it was asked for. */
  readonly from: string;
  /** What it is called from then on: another name than was asked for where that is an alias. */
  readonly into: string;
  readonly mode: MergeMode;
  /** The names in headers that are taken, with their frames. */
  readonly spellings: readonly { readonly name: string; readonly frameCount: number }[];
  /** Rules for names that come, and that are no longer needed. */
  readonly rules: { readonly added: readonly NameRule[]; readonly removed: readonly NameRule[] };
  /** As they were before. */
  readonly merged: readonly MergedSession[];
  /** Reasons to think again; nothing is refused for them. `M 31 and NGC 7000 are different objects`. */
  readonly warnings: readonly string[];
  /**
   * To carry it out as it was shown; of a dry run only, null where the archive was opened for reading only.
   */
  readonly plan: string | null;
}
