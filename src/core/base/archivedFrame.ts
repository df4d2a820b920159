/** A file of the archive and what is known of it. */
import type { Frame } from './frame';
import type { NameKind } from './nameRule';

/**
 * Why a frame needs the user's eye; a frame that is rejected, or a stack, is left alone for other reasons.
 */
export const FRAME_PROBLEMS = ['damaged', 'unknown', 'stack', 'missing', 'doubtful', 'rejected'] as const;
/**
 * `damaged`: its file is not what it was (`Damage`). `unknown`: its type is for the user to decide. `stack`:
 * an integrated light that is no recorded result. `missing`: its file is gone. `doubtful`: its type is known,
 * but its header contradicts itself. `rejected`: by the user.
 */
export type FrameProblem = (typeof FRAME_PROBLEMS)[number];

/**
 * What was found wrong with the file of a frame: other pixels, bytes that changed although nobody wrote them,
 * nothing to be read.
 */
export const DAMAGES = ['pixels', 'content', 'unreadable'] as const;
export type Damage = (typeof DAMAGES)[number];

/** A file of the archive and what is known of it. */
export interface ArchivedFrame extends Frame {
  readonly id: number;
  /** Absolute path. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Modification time in milliseconds since 1970. */
  readonly mtime: number;
  /** SHA-256 of the whole file as it was before any edit, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /**
   * SHA-256 of the file as an edit of this program has left it; null where it was not edited, or not read
   * since.
   */
  readonly editedSha256: string | null;
  /** Stays the same under header edits: size of the data units and a CRC of samples, `120000-9f3c01ab`. */
  readonly imageKey: string;
  /** Id of the session it belongs to, null before the sessions are made. */
  readonly session: string | null;
  /** The user wants it in no session and in no checkout. */
  readonly rejected: boolean;
  /** Its file was not there when last looked for. */
  readonly missing: boolean;
  /** What was found wrong with its file, until that is dealt with; absent where nothing. */
  readonly damage?: Damage;
  /** What the user has written about it; absent where nothing. */
  readonly note?: string;
  /** Of processed frames, the raw frame that they were made of, where start and camera tell; absolute. */
  readonly rawFrame?: string;
  /** What its header says where the user has given it another name; absent where nothing. */
  readonly inHeader?: Readonly<Partial<Record<NameKind, string | null>>>;
}

/** What it takes to show a frame among others: where it is, by what its picture is kept, and what is wrong with it. */
export type PicturedFrame = Pick<
  ArchivedFrame,
  'id' | 'path' | 'sha256' | 'editedSha256' | 'size' | 'mtime' | 'dateObs' | 'missing' | 'damage' | 'rejected'
>;

/** Rows of the archive have much more, and there may be 100,000. */
export function picturedFrame(frame: ArchivedFrame): PicturedFrame {
  const { id, path, sha256, editedSha256, size, mtime, dateObs, missing, rejected, damage } = frame;
  const pictured = { id, path, sha256, editedSha256, size, mtime, dateObs, missing, rejected };
  return damage === undefined ? pictured : { ...pictured, damage };
}
