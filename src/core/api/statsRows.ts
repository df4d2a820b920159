/** What every figure of the statistics page is a sum of: one row for each session. */
import type { FrameType } from '../base/frame';
import type { LinkKind } from '../base/session';

/** What a frame counts as: processed ones and masters count as none of the other types. */
export type CountedKind = FrameType | 'processed' | 'master';

/** A session, or frames in no session that agree in everything that is counted by. */
export interface StatsRow {
  /** Its id: `8c1f03b2a9d4`; null for frames that are in none. */
  readonly session: string | null;
  readonly kind: CountedKind;
  /** The user has rejected these frames; they are in no session. */
  readonly rejected: boolean;
  /** As most frames of the object spell it: `NGC 7000`. */
  readonly object: string | null;
  /** `2024-09-13`. */
  readonly night: string | null;
  readonly telescope: string | null;
  readonly imager: string | null;
  /** `OSC` for a colour camera without one. */
  readonly filter: string | null;
  /** Frames that count as `kind`; copies of raw frames that are in the archive as well do not. */
  readonly frameCount: number;
  /** Seconds of these frames. */
  readonly totalExposure: number;
  /** Frames that were left out, since their raw frames count; they count as processed. */
  readonly copies: number;
  /** Files on disk, copies among them. */
  readonly files: number;
  /** Bytes of these files. */
  readonly bytes: number;
  /** Calibration sessions that a light session has; null for one that needs none, and for all other rows. */
  readonly calibrated: readonly LinkKind[] | null;
  /** Of the frames of light sessions that say how warm the sensor was. */
  readonly temperatures: readonly SensorTemperature[];
}

/** Frames with the same temperature of the sensor. */
export interface SensorTemperature {
  /** As measured, °C, to a tenth: -9.9. */
  readonly measured: number;
  /** As asked for, °C: -10; null where the header does not say. */
  readonly set: number | null;
  readonly frameCount: number;
}

export interface StatsRows {
  readonly rows: readonly StatsRow[];
  /** When they were counted, ISO 8601 UTC. */
  readonly counted: string;
}
