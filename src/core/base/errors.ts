/** Why something could not be done: which file, what was expected, what was got, what the user can do. */

export type ErrorCode =
  /** The file is not what its name says: not FITS, damaged, truncated before the end of its header. */
  | 'format'
  /** The system refused: missing, unreadable, read-only, full. */
  | 'file'
  /** A target name exists already; nothing is ever overwritten. */
  | 'exists'
  /** The database is newer than this program, of another one, or could not be written. */
  | 'database'
  /** The database file is not whole; it can be restored or rebuilt. */
  | 'damaged'
  /** Another process has the database open. */
  | 'in-use'
  /** A request that makes no sense: unknown session, empty checkout. */
  | 'request'
  /** What was shown is not how things are any more; look again. */
  | 'stale'
  /** The user pressed cancel. */
  | 'cancelled';

export interface ErrorDetail {
  /** The file it is about, absolute: `/astro/M31/0001.fits`. */
  readonly path?: string;
  /** Byte offset in that file: 2880. */
  readonly offset?: number;
  readonly expected?: string;
  readonly got?: string;
  /** What the user can do, one sentence: `Free some space and register again.` */
  readonly advice?: string;
}

/** The only error that the core throws on purpose; anything else is a bug. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly detail: ErrorDetail = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** The whole story on one line, for logs and for the command line. */
  describe(): string {
    const { path, offset, expected, got, advice } = this.detail;
    const parts = [path === undefined ? this.message : `${path}: ${this.message}`];
    if (offset !== undefined) parts.push(`at byte ${offset}`);
    if (expected !== undefined) parts.push(`expected ${expected}`);
    if (got !== undefined) parts.push(`got ${got}`);
    return parts.join(', ') + (advice === undefined ? '' : `. ${advice}`);
  }
}

export class CancelledError extends ArchiveError {
  constructor() {
    super('cancelled', 'Cancelled');
  }
}

const SYSTEM_ADVICE: Readonly<Record<string, readonly [message: string, advice: string]>> = {
  ENOENT: ['it no longer exists', 'Was it moved, or is its drive disconnected?'],
  EACCES: ['permission denied', 'Check the permissions of the file and its folder.'],
  EPERM: ['the system does not permit it', 'Check the permissions of the file and its folder.'],
  EROFS: ['the drive is read-only', 'Register it by copying instead of moving.'],
  ENOSPC: ['the drive is full', 'Free some space and try again.'],
  EDQUOT: ['the disk quota is used up', 'Free some space and try again.'],
  EIO: ['the drive reports an input/output error', 'Check the drive and the cable before anything else.'],
  EMFILE: ['too many files are open', 'Close other programs and try again.'],
  EBUSY: ['another program is using it', 'Close that program and try again.'],
  EEXIST: ['a file of that name exists', 'It was left as it is.'],
  EISDIR: ['it is a folder', 'Name a file.'],
  ENOTDIR: ['a part of its path is not a folder', 'Check the path.'],
  EXDEV: ['it lies on another drive than its folder', 'Check what is mounted there, then try again.'],
  ENAMETOOLONG: ['its name is too long for this drive', 'Shorten the name pattern in the settings.'],
};

/** Turns whatever was thrown while working on `path` into an ArchiveError that says what to do. */
export function fileError(error: unknown, path: string): ArchiveError {
  if (error instanceof ArchiveError) return error;
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  const known = SYSTEM_ADVICE[code];
  if (known) {
    const kind = code === 'EEXIST' ? 'exists' : 'file';
    return new ArchiveError(kind, `${known[0]} (${code})`, { path, advice: known[1] }, { cause: error });
  }
  // Systems have a hundred more; their own words say what happened.
  const advice = /^(E[A-Z0-9]+|ERR_FS_\w+)$/.test(code) ? { advice: 'Check the drive, then try again.' } : {};
  return new ArchiveError('file', messageOf(error), { path, ...advice }, { cause: error });
}

/** Whether the system refused, perhaps for now only, rather than that something was decided against. */
export function isSystemError(error: unknown): boolean {
  if (error instanceof ArchiveError) return error.cause !== undefined && isSystemError(error.cause);
  return typeof (error as NodeJS.ErrnoException | undefined)?.code === 'string';
}

/** The message of anything that can be thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof ArchiveError) return error.describe();
  return error instanceof Error ? error.message : String(error);
}
