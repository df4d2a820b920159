/** Frames that are looked at one after the other. */
import type { PicturedFrame } from '../base/archivedFrame';

/**
 * What belongs together: the frames of a session, those of an object, type and filter in every night, or the
 * frames in a folder.
 */
export const SERIES_SCOPES = ['session', 'filter', 'folder'] as const;
export type SeriesScope = (typeof SERIES_SCOPES)[number];

export interface SeriesRequest {
  /** The file that is looked at, absolute: `/astro/Light/M31_0001.fits`. */
  readonly path: string;
  readonly scope: SeriesScope;
}

/** Frames in the order of their exposures, among them the one that was asked for. */
export interface FrameSeries {
  /** `folder` instead of `session` for a frame that belongs to none: a stack, a processed frame. */
  readonly scope: SeriesScope;
  /** Those whose files were there when last looked for; at most 10,000, around the one that was asked for. */
  readonly frames: readonly PicturedFrame[];
}
