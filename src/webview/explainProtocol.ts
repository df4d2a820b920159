/** What the page that explains a session and the extension say to one another. */
import { LINK_KINDS, type LinkKind, type Session } from '../core/base/session';
import type { Candidate, ManualLink } from '../core/base/matching';

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
  /** What the user has decided; null where it is left to the archive. */
  readonly manual: ManualLink | null;
}

export interface ShownMaster {
  /** `of 30 frames, 14 months old`. */
  readonly text: string;
  /** What to do about a stale one, or that there is a newer one; empty for neither. */
  readonly advice: string;
  /** Raw sets that it stands in for, a line each. */
  readonly sets: readonly string[];
}

export interface Shown {
  readonly session: Session;
  /** Empty for sessions that need no calibration. */
  readonly kinds: readonly ShownKind[];
  readonly missing: readonly string[];
  /** What there is to be said of a master; null for raw frames. */
  readonly master: ShownMaster | null;
  /** Whether links may be changed: not in an untrusted workspace. */
  readonly editable: boolean;
}

/** From the extension to the page. */
export type ToExplain =
  | { readonly kind: 'explanation'; readonly shown: Shown }
  /** `message` is for the user; what the page shows stays. */
  | { readonly kind: 'failed'; readonly message: string };

/** From the page to the extension. */
export type FromExplain =
  /** The page listens now; sent again each time it is made anew. `counts`: how many candidates it shows of each kind. */
  | { readonly kind: 'ready'; readonly counts: Counts }
  /** The user wants to see more candidates. */
  | { readonly kind: 'more'; readonly counts: Counts }
  /** The user links a session, none (null), or leaves it to the archive again (`automatic`). */
  | { readonly kind: 'link'; readonly link: LinkKind; readonly target: string | null }
  /** The user wants another session explained. */
  | { readonly kind: 'open'; readonly session: string }
  | { readonly kind: 'log' };

export type Counts = Readonly<Partial<Record<LinkKind, number>>>;

/** Candidates of one kind that are shown before the user asks for more, and how many more each time. */
export const FEW = 8;
const MOST = 100_000;

/** Whether `value` is a message of the page: whatever runs in a page can post, so nothing is taken on trust. */
export function isFromExplain(value: unknown): value is FromExplain {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const message = value as Readonly<Record<string, unknown>>;
  switch (message['kind']) {
    case 'ready':
    case 'more':
      return isCounts(message['counts']);
    case 'link':
      return isLinkKind(message['link']) && (message['target'] === null || isId(message['target']));
    case 'open':
      return isId(message['session']);
    case 'log':
      return true;
    default:
      return false;
  }
}

function isCounts(value: unknown): value is Counts {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(
    ([kind, count]) =>
      isLinkKind(kind) && Number.isInteger(count) && Number(count) > 0 && Number(count) <= MOST,
  );
}

function isLinkKind(value: unknown): value is LinkKind {
  return LINK_KINDS.some((kind) => kind === value);
}

/** `8c1f03b2a9d4`, or `automatic`. */
function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
}
