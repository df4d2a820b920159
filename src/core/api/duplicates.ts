/** Requests and answers for the search for duplicates. */
import type { CardValue } from '../formats/fits/header';

export interface DuplicatesRequest {
  /** Folders to compare with the archive, absolute; none to look in the archive alone. */
  readonly folders: readonly string[];
}

/** Files that are the same byte for byte, or the same image under different headers. */
export interface DuplicateGroup {
  readonly same: 'file' | 'image';
  readonly files: readonly {
    readonly path: string;
    /** Bytes. */
    readonly size: number;
    /** Whether the archive knows it; files of other folders it does not. */
    readonly archived: boolean;
  }[];
  /**
   * Path of the one to keep, as registering would decide: the one whose header says most, unless an archived
   * one was edited by this program; of equal ones an archived one, then one without the name of a copy. One
   * that is not archived has to be registered first, and takes the place of the archived one then.
   */
  readonly keep: string;
  /**
   * Cards that are not the same in all headers; `values` in the order of `files`, undefined where there is
   * none.
   */
  readonly differences: readonly {
    readonly keyword: string;
    readonly values: readonly (CardValue | undefined)[];
  }[];
}

export interface DuplicatesReport {
  readonly groups: readonly DuplicateGroup[];
  /** Files that could not be compared. */
  readonly failed: readonly { readonly path: string; readonly error: string }[];
  /** What was looked at: by size and hash first, then all bytes or pixels of what seems to be the same. */
  readonly compared: {
    /** Frames of the archive. */
    readonly archived: number;
    /** The folders that were asked for, absolute. */
    readonly folders: readonly string[];
    /** Files in them that the archive does not list. */
    readonly files: number;
  };
  readonly cancelled: boolean;
}

export interface RecheckRequest {
  readonly same: 'file' | 'image';
  /** The archived file that stays. */
  readonly keep: string;
  /** The file that is to go. */
  readonly remove: string;
}
