/** What verifying and repairing the archive ask and answer. */
import type { LeftFile } from './fileEdits';

export interface VerifyRequest {
  /** Look at sizes and modification times only. */
  readonly quick: boolean;
  /** Begin with the first frame even if an earlier verification of this kind was cancelled half-way. */
  readonly fromStart: boolean;
}

/**
 * What is different about a file. `size` and `time` (of modification) are all that a quick verification sees;
 * a thorough one says `time` (same bytes), `header` (same pixels), `pixels`, or `content`: bytes that changed
 * although nobody has written to the file, as a failing drive leaves them.
 */
export type FileChange = 'size' | 'time' | 'header' | 'content' | 'pixels';

export interface VerifyReport {
  /** Archived files that were looked at. */
  readonly checked: number;
  readonly missing: readonly { readonly path: string }[];
  readonly changed: readonly { readonly path: string; readonly what: FileChange }[];
  readonly unreadable: readonly { readonly path: string; readonly error: string }[];
  /** Images inside the repository that the archive does not know. */
  readonly unknown: readonly { readonly path: string }[];
  /** When the cancelled verification began that this one went on with, ISO 8601 UTC; null for a whole one. */
  readonly resumed: string | null;
  readonly cancelled: boolean;
  readonly seconds: number;
}

/** Paths out of the report of a verification. */
export interface RepairRequest {
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  readonly unknown: readonly string[];
  /** Take missing files out of the archive that are not found elsewhere in the repository. */
  readonly forgetMissing: boolean;
}

export interface RepairReport {
  /** Missing files that were found at another place. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Files whose changed header was read again. */
  readonly read: readonly string[];
  /** Unknown files that were registered in place. */
  readonly registered: readonly string[];
  readonly forgotten: readonly string[];
  readonly left: readonly LeftFile[];
  readonly cancelled: boolean;
  readonly seconds: number;
}
