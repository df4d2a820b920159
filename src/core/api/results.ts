/** What is asked and answered about stacked results, and about the folders they were made in. */
import type { LeftOutLight, SkippedImage } from '../base/leftOut';
import type { PageRequest } from './listing';

/** `stack`: one filter of an object; `composition`: several stacks put together as colours. */
export type ResultKind = 'stack' | 'composition';

/** A picture that was made from sessions of the archive. */
export interface StackedResult {
  readonly id: number;
  /** Absolute path: `/astro/Checkout/NGC_7000/NGC_7000_Ha.fit`. */
  readonly path: string;
  readonly kind: ResultKind;
  readonly object: string | null;
  /** `Ha`; `SHO` for a composition; null where the lights had none. */
  readonly filter: string | null;
  /** Ids of the light sessions that went in. */
  readonly sessions: readonly string[];
  /** Frames that went in (STACKCNT), null where the header does not say. */
  readonly stackCount: number | null;
  /** Lights that the script was given, null where that is not known: 8. */
  readonly lights: number | null;
  /** Those of them that are not in it, as far as their names are known. */
  readonly leftOut: readonly LeftOutLight[];
  /** Seconds of all frames together (LIVETIME), null where the header does not say. */
  readonly totalExposure: number | null;
  /** When it was written, ISO 8601, UTC. */
  readonly made: string;
  /** Whether the file is still there. */
  readonly exists: boolean;
}

export interface ResultQuery extends PageRequest {
  /** Only results that this session went into: its id or the unambiguous beginning of it. */
  readonly session?: string;
  /** Only results of this object; null for those without one. */
  readonly object?: string | null;
}

export interface RecordResultsRequest {
  /** A checkout whose script has run, absolute. */
  readonly folder: string;
  /** What Siril said of images that it left out; without it the reason is told where its files show it. */
  readonly skipped?: readonly SkippedImage[];
}

export interface RecordResultsReport {
  readonly recorded: readonly StackedResult[];
  /** Results of the checkout's script that are not recorded, and why: `it was not written`. */
  readonly missing: readonly { readonly path: string; readonly why: string }[];
}
