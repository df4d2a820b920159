/**
 * What the extension and the engine say to each other, carried by JSON-RPC over the worker's message port.
 * Every request of the table is one of the same name; beside them stand those that an archive that is open
 * cannot answer.
 */
import type { ArchiveChange, ArchiveSettings, Rescue } from '../core/api/archive';
import type { RequestName } from '../core/api/requests';
import type { ErrorCode, ErrorDetail } from '../core/base/errors';
import type { ProgressReport } from '../core/base/ports';
import type { Images } from '../core/operations/pictures/images';

const RESCUES: Readonly<Record<keyof Rescue, true>> = { condition: true, restore: true, rebuild: true };

/** Requests that need no open archive; their settings come with them. */
export const RESCUE_REQUESTS = Object.keys(RESCUES) as (keyof Rescue)[];

/** The one request of the table that needs no open archive, and does not wait for one. */
export const HEADER = 'header' satisfies RequestName;

export interface HeaderParams {
  /** Absolute. */
  readonly path: string;
  /** As in the settings of the archive: the zone of files that name none. */
  readonly timeZone: string | null;
}

/** Whether it can be cancelled: then it is sent as long requests are. */
const IMAGES: Readonly<Record<keyof Images, boolean>> = {
  images: false,
  picture: true,
  tile: true,
  pixel: false,
  siblings: false,
};

/** Requests about the images of files, which need no archive. */
export const IMAGE_REQUESTS = Object.keys(IMAGES) as (keyof Images)[];

export const isCancellable = (name: keyof Images): boolean => IMAGES[name];

/** Saves an image as it is shown; takes long, and needs no archive. */
export const SAVE_PICTURE = 'savePicture';

/** The thumbnail of a file, which can be cancelled; its request says where thumbnails are kept. */
export const THUMBNAIL = 'thumbnail';

/** Tells the state of the program and of an archive that need not be open; its request comes with it. */
export const DIAGNOSE = 'diagnose';

/** The first request, which is answered with the archive's status: everything else waits for it. */
export const OPEN = 'open';
/** The last request: the archive is saved and closed. */
export const CLOSE = 'close';
/** A notification of the engine: data have changed. */
export const CHANGED = 'changed';
/** A notification of the engine: how far a long request is. */
export const PROGRESS = 'progress';
/** A notification of the engine: a line for the log. */
export const LOG = 'log';

/**
 * Parameters of a long request, and of those of a rescue: what to do, and under which number its progress is
 * told.
 */
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
