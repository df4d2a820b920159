/** Requests and answers for the user's own word on links and frames. */
import type { LinkKind } from '../base/session';

export interface LinkRequest {
  /** Id of a light session or of a session of raw flats, or the unambiguous beginning of it. */
  readonly session: string;
  /**
   * For each kind that is to change the calibration session to use (its id or the beginning of it), null for
   * "none", or `automatic` to leave the choice to the archive again.
   */
  readonly links: Readonly<Partial<Record<LinkKind, string | null>>>;
}

export interface RejectRequest {
  /** Ids of frames or absolute paths of their files. */
  readonly frames: readonly (number | string)[];
  /** False takes a rejection back. */
  readonly rejected: boolean;
}

export interface RejectReport {
  /** Paths of the frames that were changed by this. */
  readonly changed: readonly string[];
  /** Paths of frames that were as asked for already. */
  readonly unchanged: readonly string[];
  /** Frames that the archive does not have, as they were named. */
  readonly unknown: readonly (number | string)[];
}
