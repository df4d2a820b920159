/** What comparing sessions finds, what is missing, and how close two values must be to count as equal. */
import type { LinkKind } from './session';

/** One criterion of a comparison between a session and a candidate to calibrate it. */
export interface Criterion {
  /** `gain`, `temperature` … */
  readonly name: string;
  /** The value on the side of the session that is to be calibrated, in words: `100`, `-10 °C`. */
  readonly light: string;
  readonly candidate: string;
  /**
   * `unknown` where one side does not say, `differs` where the two differ in what does not forbid the
   * candidate but speaks for others (another telescope, the other row order): both are warnings, neither a
   * match nor a refusal.
   */
  readonly verdict: 'matched' | 'failed' | 'unknown' | 'differs';
  /** `0.4 °C apart, 5 °C allowed`. */
  readonly note: string;
}

/** One candidate, best first, and why it was or was not chosen. */
export interface Candidate {
  /** Session id. */
  readonly candidate: string;
  readonly verdict: 'chosen' | 'possible' | 'refused';
  readonly criteria: readonly Criterion[];
}

/** What the user has decided on one kind of link, and what follows from that. */
export interface ManualLink {
  /** Id of the calibration session, null for "none". */
  readonly target: string | null;
  /**
   * `fits` and `failed` where it is used, in the second case against a criterion; `absent` where no such
   * session is there, so that the archive chooses; `none` where the user wants none.
   */
  readonly state: 'fits' | 'failed' | 'absent' | 'none';
  /** For the user: `chosen by hand, although exposure and gain do not match`. */
  readonly text: string;
}

/** A set of calibration frames that no session of the archive provides. */
export interface MissingSet {
  readonly kind: LinkKind;
  /** What to take: `darks 300 s, -10 °C, gain 100, 1×1`. */
  readonly what: string;
  /** A line for a shopping list: `darks 300 s, -10 °C, gain 100, 1×1: none; have 20 at -15 °C`. */
  readonly text: string;
  /** Ids of the light sessions that wait for it. */
  readonly sessions: readonly string[];
  /** How many lights those sessions hold. */
  readonly lights: number;
  /** The rig that it is to be taken with, as its sessions spell it. */
  readonly telescope: string | null;
  readonly imager: string | null;
  /** What there is instead, nearest first: 20 frames `at −15 °C`. */
  readonly have: readonly { readonly frameCount: number; readonly text: string }[];
}

/** How close two values must be to count as equal. Every one is a setting. */
export interface Tolerances {
  /** Seconds: 0.05. The larger of this and `exposurePercent` counts. */
  readonly exposureSeconds: number;
  /** Percent: 1. */
  readonly exposurePercent: number;
  /** °C, either side: 5. */
  readonly temperature: number;
  /** Degrees, wrapping at 360: 2. */
  readonly rotator: number;
  /** Percent: 1. */
  readonly focalLengthPercent: number;
  /** Prefer a master over raw frames that are equally good. */
  readonly preferMasters: boolean;
}

export const DEFAULT_TOLERANCES: Tolerances = {
  exposureSeconds: 0.05,
  exposurePercent: 1,
  temperature: 5,
  rotator: 2,
  focalLengthPercent: 1,
  preferMasters: true,
};
