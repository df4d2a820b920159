/** What a registration decides of each file, and what it has to know for that. */
import type { RegisterMode } from '../../api/archive';
import type { FailedFile, Sameness, SkippedFile } from '../../api/register';
import type { Frame } from '../../base/frame';
import type { CardEdit } from '../../formats/fits/edit';
import type { Scan } from '../scan/scan';

/** A file that will be registered. */
export interface Placement {
  readonly kind: 'place';
  /**
   * `index` leaves the file where it is; `adopt` takes in the file that an interrupted registration has made
   * of it already.
   */
  readonly action: 'move' | 'copy' | 'index' | 'adopt';
  /** What was asked for. */
  readonly mode: RegisterMode;
  readonly scan: Scan;
  readonly frame: Frame;
  readonly to: string;
  readonly edits: readonly CardEdit[];
  /** Id of the archived frame whose file is gone and whose place this one takes, null for a new frame. */
  readonly replaces: number | null;
  /**
   * Path of the archived file of the same pixels whose header says less and whose place this one takes; null
   * for most.
   */
  readonly displaces: string | null;
}

/** Why a file will not be registered. */
export type Refusal =
  | {
      readonly kind: 'duplicate';
      readonly path: string;
      readonly of: string;
      readonly same: Sameness;
      readonly says?: 'less' | 'more';
    }
  | ({ readonly kind: 'failed' } & FailedFile)
  | ({ readonly kind: 'skipped' } & SkippedFile);

export type Decision = Placement | Refusal;

/** An archived file. */
export interface KnownFile {
  readonly id: number;
  readonly path: string;
  /** Whether the file still lies there. */
  readonly present: boolean;
}

/** What the plan must know of the archive and of the disk. */
export interface Knowledge {
  /** Whether a file of this path is in the archive, however it has changed since. */
  has(path: string): boolean;
  /** The archived file of this content, if any; one that is present rather than one that is gone. */
  bySha256(sha256: string): Promise<KnownFile | undefined>;
  /**
   * Archived files whose pixels are probably the same, taken at this time as far as is known (ISO 8601 UTC).
   * Frames that are entirely black have equal pixels and are nevertheless as many as there are times.
   */
  byImageKey(imageKey: string, dateObs: string | null): Promise<readonly KnownFile[]>;
  /** Whether two paths are two names of one file, as a move that was cut off leaves them. */
  areTwoNames(a: string, b: string): Promise<boolean>;
  /**
   * Archived files of frames that the same camera began at the same time; none where a header does not say.
   */
  sameStart(frame: Frame): readonly { readonly path: string; readonly imageKey: string }[];
  /**
   * Whether the data of a file end in zeros, as a copy leaves them that was cut short; null where it cannot
   * be read.
   */
  endsInZeros(path: string): boolean | null;
  /**
   * How much the header of an archived file says as it lies there, and whether this program has edited it;
   * null where it cannot be read.
   */
  header(path: string): { readonly richness: number; readonly edited: boolean } | null;
  /** Compares the pixels of two files. */
  sameImage(a: string, b: string): Promise<boolean>;
}
