/** Requests and answers for registering files. */
import type { FrameType } from '../base/frame';
import type { Reason } from '../base/reasons';
import type { PageRequest } from './listing';

export type RegisterMode = 'move' | 'copy' | 'in-place';

export interface RegisterRequest {
  /** Folders or files, absolute. */
  readonly sources: readonly string[];
  readonly mode: RegisterMode;
  /** Say what would happen and touch nothing. */
  readonly dryRun: boolean;
  /**
   * Carry out this plan of an earlier dry run as it was shown, without reading the files again; sources and
   * mode are the plan's. Rejects with `stale` when the plan is gone or the archive has changed since.
   */
  readonly plan?: string;
  /** Rows that each list of the report holds at most, 1000 unless given; `counts` tells of all. */
  readonly listed?: number;
}

/** A file that was registered or, in a plan, will be. */
export interface RegisteredFile {
  readonly from: string;
  readonly to: string;
  readonly type: FrameType;
  readonly sha256: string;
  /** Bytes of the original. */
  readonly size: number;
  /**
   * What is changed in the header of the archived file, empty for nothing: `adds CD1_1, CD1_2, CD2_1, CD2_2`.
   */
  readonly edits: string;
  /**
   * The archived file of the same pixels whose header says less and whose place in the archive this one
   * takes; it is left where it lies. Absent for most.
   */
  readonly instead?: string;
}

/**
 * What was compared before a file was called a duplicate: all its bytes, all its pixels, or its size and time
 * with those that it had when it was registered; then its bytes were not read, and it is not called the same
 * file.
 */
export type Sameness = 'file' | 'image' | 'size and time';

export interface DuplicateFile {
  readonly path: string;
  readonly of: string;
  readonly same: Sameness;
  /**
   * How much its header says beside that of the other file; absent where as much, or where that was not
   * compared. `more`: the other one was edited by this program or has been read again, and stays.
   */
  readonly says?: 'less' | 'more';
}

export interface FailedFile {
  readonly path: string;
  readonly error: string;
  /** The same as data: `changed`, `ENOSPC`; absent where nothing tells it apart. */
  readonly reason?: Reason;
}

export interface SkippedFile {
  /** Of the folder, where several files of one kind are told at once. */
  readonly path: string;
  readonly why: string;
  /**
   * Files of a kind that is not read, in this very folder: `{ ending: '.cr2', files: 12 }`; absent for
   * others.
   */
  readonly unread?: { readonly ending: string; readonly files: number };
}

/** The lists of a report, by name. */
export interface RegisterLists {
  readonly registered: RegisteredFile;
  readonly duplicates: DuplicateFile;
  readonly failed: FailedFile;
  readonly skipped: SkippedFile;
}

export type RegisterList = keyof RegisterLists;

/** Registered files of one type, object and filter. */
export interface RegisteredTally {
  readonly type: FrameType;
  /** As the headers spell it; null for frames without one, such as all calibration frames. */
  readonly object: string | null;
  readonly filter: string | null;
  readonly frameCount: number;
  /** Seconds. */
  readonly totalExposure: number;
}

export interface RegisterReport {
  readonly registered: readonly RegisteredFile[];
  readonly duplicates: readonly DuplicateFile[];
  readonly failed: readonly FailedFile[];
  /** Of the files that are in the archive already at most 5000 are listed. */
  readonly skipped: readonly SkippedFile[];
  /** How many there are of each, listed or not. */
  readonly counts: Readonly<Record<RegisterList, number>>;
  /** All registered files, listed or not, in the order in which each kind came first. */
  readonly tally: readonly RegisteredTally[];
  /** How many of the skipped files are in the archive already, as they lie there. */
  readonly known: number;
  /** Bytes of all registered files, listed or not. */
  readonly bytes: number;
  /** Of a dry run only. */
  readonly plan: RegisterPlan | null;
  readonly cancelled: boolean;
  readonly seconds: number;
}

/** What a dry run knows beyond a report. */
export interface RegisterPlan {
  /** To carry it out and to page through it; null where the archive was opened for reading only. */
  readonly id: string | null;
  /**
   * By type and target folder, in the order of types and folders; the last may gather the rest of very many.
   */
  readonly groups: readonly PlanGroup[];
  /** How many headers will be changed. */
  readonly edited: number;
  readonly space: PlanSpace;
}

export interface PlanGroup {
  readonly type: FrameType;
  /** Absolute; null for all folders beyond the first thousand. */
  readonly folder: string | null;
  readonly files: number;
  readonly bytes: number;
}

/** Room on the drive of the repository, in bytes. */
export interface PlanSpace {
  /** What copies and moves from other drives will take. */
  readonly needed: number;
  /** Null where the system does not say. */
  readonly free: number | null;
}

/** Rows of a plan. Rejects with `stale` when it is gone. */
export interface PlanRowsRequest extends PageRequest {
  readonly plan: string;
  readonly list: RegisterList;
  /** Index of one of the plan's groups, for `registered` only. */
  readonly group?: number;
}

export type PlanRow = RegisterLists[RegisterList];
