/** What an archive tells about itself, and of its changes. */

export interface ArchiveStatus {
  readonly repository: string;
  readonly database: string;
  readonly frameCount: number;
  readonly sessions: number;
  /**
   * What became of an operation that had been interrupted, when the archive was opened; null where there was
   * none.
   */
  readonly recovered: RecoveredFiles | null;
  /** Another database of this repository, which can be joined; null where there is none. */
  readonly other: string | null;
  /**
   * Frames whose headers were read by earlier rules than those of now; the next regeneration reads them
   * again.
   */
  readonly outdated: number;
}

/** Files of an interrupted operation, by what became of them. */
export interface RecoveredFiles {
  readonly finished: number;
  /** Not begun, or back where they were. */
  readonly rolledBack: number;
  /** What somebody has to look at; the log has the first of them. */
  readonly problems: number;
  /**
   * Of the problems, files that are at neither place, or whose drive does not answer: tried again at the next
   * start. Left out where there are none.
   */
  readonly waiting?: number;
}

/** What changed, so that views refresh what they show. */
export interface ArchiveChange {
  readonly frames: boolean;
  readonly sessions: boolean;
}
