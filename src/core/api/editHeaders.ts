/** Requests and answers for editing headers by hand. */
import type { FrameProblem } from '../base/archivedFrame';
import type { CardChange, FileEditsReport } from './fileEdits';

/** Which frames of the archive; whatever is named by several of these is taken once. */
export interface FrameSelection {
  /** Ids of frames. */
  readonly frames?: readonly number[];
  /** Files, and folders with everything below them, absolute. */
  readonly paths?: readonly string[];
  /** Ids of sessions, or the unambiguous beginnings of them. */
  readonly sessions?: readonly string[];
  /** Objects by any of their names; null for lights without one. */
  readonly objects?: readonly (string | null)[];
  /** Frames that need the user's eye for this reason: `unknown`. */
  readonly problem?: FrameProblem;
}

export interface EditRequest {
  readonly selection: FrameSelection;
  /** Rejected with `request` where a header must not or cannot hold one of them. */
  readonly changes: readonly CardChange[];
  /** Whether files get the standard name of what their headers will say, in the repository. */
  readonly rename: boolean;
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

export interface EditReport extends FileEditsReport {
  /** How many frames were meant. */
  readonly selected: number;
  /** Paths at which the archive has no frame. */
  readonly unknown: readonly string[];
  /** What is doubtful about the changes: `IMAGETYP: nobody understands 'SKY'; the type stays unknown`. */
  readonly warnings: readonly string[];
  /**
   * To carry it out as it was shown; of a dry run only, null where the archive was opened for reading only.
   */
  readonly plan: string | null;
}
