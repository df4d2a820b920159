/** What making the sessions anew answers. */
import type { LinkKind } from '../model';

export interface RegenerateReport {
  readonly lightSessions: number;
  readonly calibrationSessions: number;
  /** Light sessions that found each kind of calibration. */
  readonly links: Readonly<Record<LinkKind, number>>;
  /** Light sessions without any link. */
  readonly unlinked: number;
  readonly seconds: number;
}
