/** The state of a tour. */
import type { SeriesScope } from '../../../core/api/series';

/** What of the state of a page belongs to the tour. */
export interface TourState {
  /** The file that is shown, for a page that is restored; null until it has come. */
  readonly path: string | null;
  readonly scope: SeriesScope;
  /** Milliseconds from one picture to the next. */
  readonly interval: number;
  /** Null for what suits the scope: frames of a session are compared, files of a folder are of all kinds. */
  readonly isStretchFixed: boolean | null;
  readonly hasStrip: boolean;
  /** Whether it begins to play, because the page before was told to. */
  readonly plays: boolean;
}

export const USUAL_TOUR: TourState = {
  path: null,
  scope: 'session',
  interval: 500,
  isStretchFixed: null,
  hasStrip: true,
  plays: false,
};
