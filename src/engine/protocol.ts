/**
 * What the extension and the engine say to each other: every method of the archive is a request of the same
 * name, carried by JSON-RPC over the worker's message port.
 */
import type { Archive, ArchiveChange, ArchiveSettings, Rescue } from '../core/api/archive';
import type { ErrorCode, ErrorDetail } from '../core/base/errors';
import type { ProgressReport } from '../core/base/ports';

/** The requests, by whether they take progress and a cancellation. */
export const SHORT_REQUESTS = [
  'status',
  'objects',
  'sessions',
  'session',
  'frames',
  'explain',
  'link',
  'reject',
  'results',
  'recordResults',
  'planRows',
  'alias',
  'suggestNames',
  'importNames',
  'note',
  'masters',
  'stats',
  'history',
  'recheckDuplicates',
  'forgetRemoved',
  'close',
] as const satisfies readonly (keyof Archive)[];
export const LONG_REQUESTS = [
  'register',
  'regenerate',
  'checkout',
  'cleanCheckout',
  'verify',
  'repair',
  'reconcile',
  'catchUp',
  'duplicates',
  'setCards',
  'importAstrofiler',
  'merge',
  'join',
  'mapNames',
  'undo',
] as const satisfies readonly (keyof Archive)[];

/** Requests that need no open archive; their settings come with them. */
export const RESCUE_REQUESTS = [
  'condition',
  'restore',
  'rebuild',
] as const satisfies readonly (keyof Rescue)[];

/** Reads a header, whether an archive is open or not. */
export const HEADER = 'header';

export interface HeaderParams {
  /** Absolute. */
  readonly path: string;
  /** As in the settings of the archive: the zone of files that name none. */
  readonly timeZone: string | null;
}

/** Tells the state of the program and of an archive that need not be open; its request comes with it. */
export const DIAGNOSE = 'diagnose';

/** The first request, which is answered with the archive's status: everything else waits for it. */
export const OPEN = 'open';
/** A notification of the engine: data have changed. */
export const CHANGED = 'changed';
/** A notification of the engine: how far a long request is. */
export const PROGRESS = 'progress';
/** A notification of the engine: a line for the log. */
export const LOG = 'log';

/** Parameters of a long request: what to do, and under which number its progress is told. */
export interface LongParams {
  readonly request: unknown;
  readonly operation: number;
}

export interface ProgressParams {
  readonly operation: number;
  readonly report: ProgressReport;
}

export interface LogParams {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
}

export type OpenParams = ArchiveSettings;
export type ChangedParams = ArchiveChange;

/** LSP's code for a cancelled request; the jsonrpc package does not name it. */
export const REQUEST_CANCELLED = -32800;
/** The archive could not do it; `data` says why. */
export const ARCHIVE_ERROR = -32000;

/** An ArchiveError on its way through the port. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly message: string;
  readonly detail: ErrorDetail;
}
