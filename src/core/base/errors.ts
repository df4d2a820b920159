/** Why something could not be done: which file, what was expected, what was got, what the user can do. */
import * as l10n from '@vscode/l10n';
import { english } from './english';
import type { OwnReason, Reason, SystemReason } from './reasons';
import { translated } from './translation';

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
  /** What tells it from other errors of its code: `read-only`. Users read the message. */
  readonly reason?: OwnReason;
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

  /** The whole story on one line, for logs and for the command line; in VS Code in the user's language. */
  describe(): string {
    const { path, offset, expected, got, advice } = this.detail;
    const message = translated(this.message);
    let text = path === undefined ? message : `${path}: ${message}`;
    if (offset !== undefined) text = l10n.t('{0}, at byte {1}', text, offset);
    if (expected !== undefined) text = l10n.t('{0}, expected {1}', text, translated(expected));
    if (got !== undefined) text = l10n.t('{0}, got {1}', text, translated(got));
    return advice === undefined ? text : `${text}. ${translated(advice)}`;
  }
}

export class CancelledError extends ArchiveError {
  constructor() {
    super('cancelled', english('Cancelled'));
  }
}

const SYSTEM_ADVICE: Readonly<Record<string, readonly [message: string, advice: string]>> = {
  ENOENT: [english('it no longer exists'), english('Was it moved, or is its drive disconnected?')],
  EACCES: [english('permission denied'), english('Check the permissions of the file and its folder.')],
  EPERM: [
    english('the system does not permit it'),
    english('Check the permissions of the file and its folder.'),
  ],
  EROFS: [english('the drive is read-only'), english('Register it by copying instead of moving.')],
  ENOSPC: [english('the drive is full'), english('Free some space and try again.')],
  EDQUOT: [english('the disk quota is used up'), english('Free some space and try again.')],
  EIO: [
    english('the drive reports an input/output error'),
    english('Check the drive and the cable before anything else.'),
  ],
  EMFILE: [english('too many files are open'), english('Close other programs and try again.')],
  EBUSY: [english('another program is using it'), english('Close that program and try again.')],
  EEXIST: [english('a file of that name exists'), english('It was left as it is.')],
  EISDIR: [english('it is a folder'), english('Name a file.')],
  ENOTDIR: [english('a part of its path is not a folder'), english('Check the path.')],
  EXDEV: [
    english('it lies on another drive than its folder'),
    english('Check what is mounted there, then try again.'),
  ],
  ENAMETOOLONG: [
    english('its name is too long for this drive'),
    english('Shorten the name pattern in the settings.'),
  ],
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
  const advice = /^(E[A-Z0-9]+|ERR_FS_\w+)$/.test(code)
    ? { advice: english('Check the drive, then try again.') }
    : {};
  return new ArchiveError('file', messageOf(error), { path, ...advice }, { cause: error });
}

/** Whether the system refused, perhaps for now only, rather than that something was decided against. */
export function isSystemError(error: unknown): boolean {
  if (error instanceof ArchiveError) return error.cause !== undefined && isSystemError(error.cause);
  return typeof (error as NodeJS.ErrnoException | undefined)?.code === 'string';
}

/** The reason of whatever was thrown: `changed`, `ENOSPC`; undefined where its code and message are all. */
export function reasonOf(error: unknown): Reason | undefined {
  if (error instanceof ArchiveError && error.detail.reason !== undefined) return error.detail.reason;
  if (error instanceof ArchiveError) return error.cause === undefined ? undefined : reasonOf(error.cause);
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? (code as SystemReason) : undefined;
}

/** The same as a field of a row in a report: `{ reason: 'changed' }`, `{}`. */
export function reasonIn(error: unknown): { readonly reason?: Reason } {
  const reason = reasonOf(error);
  return reason === undefined ? {} : { reason };
}

/** The message of anything that can be thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof ArchiveError) return error.describe();
  return error instanceof Error ? error.message : String(error);
}
