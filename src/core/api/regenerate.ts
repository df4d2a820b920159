/** Requests and answers for regenerating the sessions. */
import type { Frame } from '../base/frame';
import type { LinkKind } from '../base/session';

export interface RegenerateRequest {
  /** Look at every frame, even where only a few have changed since the sessions were made. */
  readonly full?: boolean;
}

/** What the sessions and their links have become. */
export interface SessionsReport {
  readonly lightSessions: number;
  readonly calibrationSessions: number;
  /** Light sessions that found each kind of calibration. */
  readonly links: Readonly<Record<LinkKind, number>>;
  /** Light sessions without any link. */
  readonly unlinked: number;
  readonly seconds: number;
}

export interface RegenerateReport extends SessionsReport {
  /** What reading headers by newer rules has changed first; null where every header had been read by them. */
  readonly reread: RereadReport | null;
}

/** Frames whose headers were read again, since the program reads them by newer rules than it did before. */
export interface RereadReport {
  readonly read: number;
  /** How many of them say something else now. */
  readonly changed: number;
  /** Files that were not there, or had changed, or could not be read; the next regeneration tries again. */
  readonly left: number;
  /** How many frames changed in each value, most first: `[{ field: 'processing', frameCount: 12 }]`. */
  readonly fields: readonly { readonly field: keyof Frame; readonly frameCount: number }[];
}
