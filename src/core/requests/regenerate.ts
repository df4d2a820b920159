/** What making the sessions anew asks and answers. */
import type { LinkKind } from '../model';

export interface RegenerateRequest {
  /** Look at every frame, even where only a few have changed since the sessions were made. */
  readonly full?: boolean;
}

export interface RegenerateReport {
  readonly lightSessions: number;
  readonly calibrationSessions: number;
  /** Light sessions that found each kind of calibration. */
  readonly links: Readonly<Record<LinkKind, number>>;
  /** Light sessions without any link. */
  readonly unlinked: number;
  readonly seconds: number;
}
