/** The best calibration sessions, found again only where they can have changed. */
import type { Tolerances } from '../../base/matching';
import type { LinkKind, Links, Session } from '../../base/session';
import { foldName } from '../names/fold';
import { CandidateIndex, rankPair } from './candidates';
import { compareRanks } from './rank';
import { mayServe } from './role';

/** Links as they were made with the same tolerances, before some of the sessions changed. */
export interface EarlierLinks {
  /** What `linkSessions` found then. */
  readonly links: ReadonlyMap<string, Links>;
  /** Sessions that have been added, changed or removed since, or whose links by hand have changed. */
  readonly changed: ReadonlySet<string>;
}

/** Without earlier links, every choice is made among all sessions. */
export class Chooser {
  readonly #sessions: readonly Session[];
  readonly #byId: ReadonlyMap<string, Session>;
  readonly #tolerances: Tolerances;
  readonly #earlier: EarlierLinks | undefined;
  readonly #all = new Map<LinkKind, CandidateIndex>();
  readonly #changed = new Map<LinkKind, CandidateIndex | null>();
  #named: CandidateIndex | undefined;
  #camerasOfNameless: ReadonlySet<string | null> | undefined;

  constructor(
    sessions: readonly Session[],
    byId: ReadonlyMap<string, Session>,
    tolerances: Tolerances,
    earlier: EarlierLinks | undefined,
  ) {
    this.#sessions = sessions;
    this.#byId = byId;
    this.#tolerances = tolerances;
    this.#earlier = earlier;
  }

  /**
   * The best candidate of all. The best of those that have not changed is known from before, so that it has
   * to stand up to the changed ones only; where it is itself one of these, all are compared again.
   */
  best(kind: LinkKind, session: Session): Session | null {
    const { links, changed } = this.#earlier ?? NOTHING;
    const before = links.get(session.id)?.[kind] ?? null;
    const known = before === null ? null : this.#byId.get(before);
    const kept = known === null || (known !== undefined && mayServe(kind, known));
    const second = kind === 'flat' && this.#mayBeSecondChoice(session, known ?? null);
    if (!this.#earlier || !kept || second || changed.has(session.id) || changed.has(before ?? '')) {
      return this.#indexOfAll(kind).best(session);
    }
    const challenger = this.#indexOfChanged(kind, changed)?.best(session) ?? null;
    if (challenger === null || known === null) return known ?? challenger;
    const ours = rankPair(kind, session, known, this.#tolerances);
    const theirs = rankPair(kind, session, challenger, this.#tolerances);
    return compareRanks(ours, theirs) < 0 ? known : challenger;
  }

  /** The best flats of those that say their filter. */
  bestNamedFlat(light: Session): Session | null {
    this.#named ??= new CandidateIndex(
      'flat',
      this.#sessions.filter(({ filter }) => filter !== null),
      this.#tolerances,
    );
    return this.#named.best(light);
  }

  /**
   * Whether the flats of before need not be the best: flats without a filter that lights of other filters
   * took as well are passed over, and may not be any more.
   */
  #mayBeSecondChoice(light: Session, known: Session | null): boolean {
    if (light.filter === null || (known !== null && known.filter === null)) return false;
    this.#camerasOfNameless ??= new Set(
      this.#sessions.flatMap(({ type, filter, imager }) =>
        type === 'flat' && filter === null ? [foldName(imager)] : [],
      ),
    );
    const cameras = this.#camerasOfNameless;
    return (
      cameras.size > 0 && (light.imager === null || cameras.has(null) || cameras.has(foldName(light.imager)))
    );
  }

  #indexOfAll(kind: LinkKind): CandidateIndex {
    let index = this.#all.get(kind);
    if (!index) this.#all.set(kind, (index = new CandidateIndex(kind, this.#sessions, this.#tolerances)));
    return index;
  }

  #indexOfChanged(kind: LinkKind, changed: ReadonlySet<string>): CandidateIndex | null {
    let index = this.#changed.get(kind);
    if (index === undefined) {
      const candidates = [...changed].flatMap((id) => this.#byId.get(id) ?? []);
      const some = candidates.some((candidate) => mayServe(kind, candidate));
      this.#changed.set(kind, (index = some ? new CandidateIndex(kind, candidates, this.#tolerances) : null));
    }
    return index;
  }
}

const NOTHING: EarlierLinks = { links: new Map(), changed: new Set() };
