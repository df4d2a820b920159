/** The figures of an archive. */
import type { MissingSet } from '../base/matching';

export interface StatsRequest {
  /** Count again, whatever was kept. */
  readonly fresh: boolean;
}

export interface Stats {
  /** Raw ones, and those that were delivered calibrated without their raw frames. */
  readonly lights: number;
  readonly darks: number;
  readonly flats: number;
  readonly biases: number;
  readonly flatDarks: number;
  readonly stacks: number;
  /** Single frames that were calibrated, registered or stretched; they count as none of the other types. */
  readonly processed: number;
  readonly unknown: number;
  readonly masters: number;
  readonly lightSessions: number;
  readonly nights: number;
  /** Seconds of light. */
  readonly totalExposure: number;
  /** Bytes of all files. */
  readonly bytes: number;
  readonly objects: readonly {
    readonly object: string | null;
    readonly frameCount: number;
    readonly totalExposure: number;
    readonly filters: readonly {
      readonly filter: string | null;
      readonly frameCount: number;
      readonly totalExposure: number;
    }[];
  }[];
  /** Lights by month of their night, `2024-09`, oldest first. */
  readonly months: readonly {
    readonly month: string;
    readonly frameCount: number;
    readonly totalExposure: number;
  }[];
  /** Calibration sets that light sessions still wait for. */
  readonly missing: readonly MissingSet[];
  /** When these figures were counted, ISO 8601 UTC. */
  readonly counted: string;
}
