/**
 * The face of the engine: what an archive can do. `archive/open.ts` opens one in this process; the engine's
 * client does the same over a message port, so that views and commands never know where the work is done. The
 * requests stand in `requests`.
 */
import type { Requests } from './requests';

export type * from './fileEdits';
export type * from './astrofiler';
export type * from './astrobin';
export type * from './checkout';
export type * from './diagnostics';
export type * from './duplicates';
export type * from './goals';
export type * from './history';
export type * from './join';
export type * from './link';
export type * from './listing';
export type * from './masters';
export type * from './merge';
export type * from './names';
export type * from './notes';
export type * from './follow';
export type * from './pixels';
export type * from './regenerate';
export type * from './register';
export type * from './rescue';
export type * from './results';
export type * from './series';
export type * from './editHeaders';
export type * from './settings';
export type * from './stats';
export type * from './statsRows';
export type * from './status';
export type * from './tonight';
export type * from './verify';
export type * from './yearSky';

/** An open archive. Every request rejects with an ArchiveError that says what the user can do. */
export interface Archive extends Requests {
  /** Saves and closes; further requests reject. */
  close(): Promise<void>;
}
