/** Requests and answers for keeping up with files that were moved, deleted or put back by hand. */

export interface FollowRequest {
  /** Files and folders that something has happened to, absolute; a folder stands for everything below it. */
  readonly paths: readonly string[];
}

/** Nothing is asked: the folders of the repository tell by their times what has to be looked into. */
export type FollowAllRequest = Readonly<Record<string, never>>;

export interface FollowReport {
  /** Frames whose file was found at another place; they are the same frames as before, at that place. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Frames that are marked as missing from now on. They stay in the archive. */
  readonly missing: readonly { readonly path: string }[];
  /** Frames that were missing and whose file is there again. */
  readonly returned: readonly { readonly path: string }[];
  /**
   * Files that are not as the archive knows them. `pixels`: samples of them differ, or the file is cut off or
   * no image any more. `header`: those agree, and the size does not. `time`: only the time of the last change
   * differs, as far as the samples tell. `size`: it could not be opened. Verifying reads every byte.
   */
  readonly changed: readonly {
    readonly path: string;
    readonly what: 'size' | 'time' | 'header' | 'pixels';
  }[];
  /** Files that could be more than one missing frame, or one of several copies of it. */
  readonly ambiguous: readonly { readonly path: string }[];
  /** Images that the archive does not know. */
  readonly unknown: readonly { readonly path: string }[];
  /** The folder of the archive is not there, or not one of its files: nothing was concluded from that. */
  readonly absent: boolean;
  readonly cancelled: boolean;
  readonly seconds: number;
}
