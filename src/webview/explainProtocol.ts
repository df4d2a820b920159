/** The messages between the page that explains a session and the extension. */
import * as v from 'valibot';
import type { Candidate, ManualLink } from '../core/base/matching';
import { LINK_KINDS, type LinkKind, type Session } from '../core/base/session';

/** A candidate together with the session that it is. */
export interface ShownCandidate {
  readonly session: Session;
  readonly verdict: Candidate['verdict'];
  readonly criteria: Candidate['criteria'];
}

/** One kind of calibration: the first candidates, best first, and how many there are. */
export interface ShownKind {
  readonly kind: LinkKind;
  readonly total: number;
  readonly candidates: readonly ShownCandidate[];
  /** The user's decision; null if the archive decides. */
  readonly manual: ManualLink | null;
}

export interface ShownMaster {
  /** `from 30 frames, 14 months old`. */
  readonly text: string;
  /** What to do about a stale master, or that there is a newer one; empty for neither. */
  readonly advice: string;
  /** Raw sets that it replaces, one line each. */
  readonly sets: readonly string[];
}

export interface Shown {
  readonly session: Session;
  /** Empty for sessions that need no calibration. */
  readonly kinds: readonly ShownKind[];
  readonly missing: readonly string[];
  /** Facts about a master; null for raw frames. */
  readonly master: ShownMaster | null;
  /** False in an untrusted workspace, where links cannot be changed. */
  readonly editable: boolean;
}

/** From the extension to the page. */
export type ToExplain =
  | { readonly kind: 'explanation'; readonly shown: Shown }
  /** `message` is for the user; what the page shows stays. */
  | { readonly kind: 'failed'; readonly message: string };

const MOST = 100_000;
/** How many candidates the page shows of each kind. */
const counts = v.record(
  v.picklist(LINK_KINDS),
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST)),
);
export type Counts = v.InferOutput<typeof counts>;

/** `8c1f03b2a9d4`, or `automatic`. */
const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));

/** From the page to the extension. */
export const fromExplain = v.variant('kind', [
  /** The page listens now; sent each time it is loaded. */
  v.object({ kind: v.literal('ready'), counts }),
  /** The user wants to see more candidates. */
  v.object({ kind: v.literal('more'), counts }),
  /** The user links a session, none (null), or leaves it to the archive again (`automatic`). */
  v.object({ kind: v.literal('link'), link: v.picklist(LINK_KINDS), target: v.nullable(id) }),
  /** The user wants another session explained. */
  v.object({ kind: v.literal('open'), session: id }),
  v.object({ kind: v.literal('log') }),
]);
export type FromExplain = v.InferOutput<typeof fromExplain>;
