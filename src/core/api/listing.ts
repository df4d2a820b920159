/** What the views ask for and get: pages of objects, sessions and frames, and what is known of one. */
import type { FrameProblem } from '../base/archivedFrame';
import type { ExplainedFrame, FrameType, Problem } from '../base/frame';
import type { Candidate, ManualLink, MissingSet } from '../base/matching';
import type { BadFiles, LinkKind, Session } from '../base/session';
import type { FitsFile } from '../formats/fits/header';

/** A page of rows; `next` continues the listing, null at its end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: number | null;
}

export interface PageRequest {
  /** Where to go on: the `next` of the page before; 0 to begin. */
  readonly from?: number;
  /** Rows at most, 1000 at the largest. */
  readonly limit?: number;
}

/** One object of the sky and what there is of it. */
export interface ObjectSummary {
  /** The name most of its frames carry; null for lights without OBJECT. */
  readonly object: string | null;
  readonly sessions: number;
  readonly frameCount: number;
  /** Seconds. */
  readonly totalExposure: number;
  readonly filters: readonly string[];
  readonly lastNight: string | null;
  /** What is wrong with its sessions; absent where nothing. */
  readonly troubles?: Troubles;
  /** What the user has written about it; absent where nothing. */
  readonly note?: string;
  /** Seconds wanted of all its filters, and accepted of them; absent where there are no goals. */
  readonly goal?: { readonly wanted: number; readonly accepted: number };
}

/** What is wrong below an item of a view. */
export interface Troubles extends BadFiles {
  /** Light sessions without darks or flats, links by hand against a criterion, stale masters: 2. */
  readonly sessions: number;
}

/** A camera and its sessions of calibration frames. */
export interface CameraSummary {
  /** As most of its frames spell it; null for frames without INSTRUME. */
  readonly camera: string | null;
  /** Bias frames first, types without sessions left out. */
  readonly types: readonly CalibrationSummary[];
}

/** The sessions of one type of calibration frames. */
export interface CalibrationSummary {
  readonly type: FrameType;
  /** Masters among them. */
  readonly sessions: number;
  readonly frameCount: number;
  readonly firstNight: string | null;
  readonly lastNight: string | null;
  /** Absent where nothing is wrong. */
  readonly troubles?: Troubles;
}

export interface SessionQuery extends PageRequest {
  readonly type?: FrameType;
  /** Sessions of this camera, in any spelling; null for those without one. */
  readonly imager?: string | null;
  /** Only sessions of lights, or only sessions of calibration frames. */
  readonly kind?: 'light' | 'calibration';
  /** Sessions of this object; null for lights without one. */
  readonly object?: string | null;
}

export interface FrameQuery extends PageRequest {
  readonly session?: string;
  /** Only frames that need the user's eye for this reason. */
  readonly problem?: FrameProblem;
  /** Only processed frames of this object that are in no session; null for those without one. */
  readonly processedOf?: string | null;
  /** Only integrated lights of this object that are no recorded results; null for those without one. */
  readonly stacksOf?: string | null;
}

/** What a session rests on: its links, why, and what is missing. */
export interface SessionExplanation {
  readonly session: Session;
  readonly candidates: Readonly<Record<LinkKind, readonly Candidate[]>>;
  /** What the user has decided; kinds that are left to the archive are absent. */
  readonly manual: Readonly<Partial<Record<LinkKind, ManualLink>>>;
  readonly missing: readonly MissingSet[];
}

export interface HeaderReport {
  readonly file: FitsFile;
  readonly frame: ExplainedFrame | null;
  /** Problems of the file and of the frame together. */
  readonly problems: readonly Problem[];
}
