/** Finding the best candidate among thousands without comparing every pair of sessions. */
import type { Tolerances } from '../../base/matching';
import type { LinkKind, Session } from '../../base/session';
import { TupleMap } from '../../base/tupleMap';
import { REQUIREMENTS } from './criteria';
import {
  compareAlike,
  compareRanks,
  dayNumber,
  nightsApart,
  type Rank,
  rankOf,
  temperatureSteps,
} from './rank';
import { type Doubts, doubtsOf, type Requirement, type Value, verdictOf } from './requirement';
import { mayServe, standsIn } from './role';
import { Shelf } from './shelf';

/**
 * Candidates that agree in all exact criteria, shelf by shelf: one for each set of tolerant values that are
 * not known.
 */
interface Family {
  readonly exact: readonly Value[];
  readonly shelves: Map<string, Shelf>;
}

/** A shelf that fits in the exact criteria, and what doubts there are about all of them. */
interface Place extends Doubts {
  readonly shelf: Shelf;
}

/** What there is for whoever has the same exact values, and is silent on the same tolerant ones. */
interface Offer {
  /** Those that differ least first, of these the fewest unknowns. */
  readonly places: readonly Place[];
  /** By night and tolerant values: the lights of a night ask for the same darks again and again. */
  readonly answers: Map<string, Session | null>;
}

/**
 * The calibration sessions of one kind. The criteria that must be the same are compared once for each pair of
 * classes, of which there are few. Those with a tolerance, which can be different for every session, are
 * looked up in a shelf. An answer so costs about the same whatever the number of sessions.
 */
export class CandidateIndex {
  readonly #kind: LinkKind;
  readonly #tolerances: Tolerances;
  readonly #exact: readonly Requirement[];
  readonly #tolerant: readonly Requirement[];
  readonly #families: Family[] = [];
  /** By the exact values of whoever asks and what of the tolerant ones it does not say. */
  readonly #offers = new TupleMap<Offer>();

  constructor(kind: LinkKind, sessions: Iterable<Session>, tolerances: Tolerances) {
    this.#kind = kind;
    this.#tolerances = tolerances;
    this.#exact = REQUIREMENTS[kind].filter((rule) => rule.exact === true);
    this.#tolerant = REQUIREMENTS[kind].filter((rule) => rule.exact !== true);
    const raw = (session: Session) => (tolerances.preferMasters && !session.master ? 1 : 0);
    const standIn = (session: Session) => Number(standsIn(kind, session));
    const prefer = (a: Session, b: Session) =>
      standIn(a) - standIn(b) || raw(a) - raw(b) || compareAlike(a, b);
    const families = new TupleMap<Family>();
    for (const session of sessions) {
      if (!mayServe(kind, session)) continue;
      const exact = valuesOf(this.#exact, session);
      const { shelves } = families.get(exact, () => {
        const family: Family = { exact, shelves: new Map() };
        this.#families.push(family);
        return family;
      });
      const values = valuesOf(this.#tolerant, session);
      const silence = silenceOf(values);
      let shelf = shelves.get(silence);
      if (!shelf) shelves.set(silence, (shelf = new Shelf(values, this.#tolerant, tolerances, prefer)));
      shelf.add(session, values);
    }
  }

  /** The best candidate that no criterion refuses, null where every one is refused. */
  best(wanted: Session): Session | null {
    const exact = valuesOf(this.#exact, wanted);
    const values = valuesOf(this.#tolerant, wanted);
    const { places, answers } = this.#offers.get([...exact, silenceOf(values)], () => ({
      places: this.#placesFor(exact, values),
      answers: new Map(),
    }));
    if (places.length === 0) return null;
    const key = `${wanted.night} ${values.join(' ')}`;
    let best = answers.get(key);
    if (best === undefined) answers.set(key, (best = this.#search(wanted, values, places)));
    return best;
  }

  #search(wanted: Session, values: readonly Value[], places: readonly Place[]): Session | null {
    const day = dayNumber(wanted.night);
    const timed = wanted.exposure !== null;
    const fits = (candidate: Session) =>
      (timed || !standsIn(this.#kind, candidate)) && this.#fits(values, candidate);
    let best: Rank | null = null;
    for (const place of places) {
      if (best !== null && compareDoubts(best, place) < 0) break;
      for (const nights of place.shelf.near(values)) {
        const farthest = best === null ? Infinity : this.#farthest(best, wanted, place, nights.sample);
        for (const { session, apart } of nights.nearest(day, farthest, fits)) {
          const rank = rankOf(this.#kind, wanted, session, place, apart, this.#tolerances);
          if (best === null || compareRanks(rank, best) < 0) best = rank;
        }
      }
    }
    return best?.candidate ?? null;
  }

  #fits(wanted: readonly Value[], candidate: Session): boolean {
    return this.#tolerant.every((rule, index) => {
      const value = wanted[index] ?? null;
      return verdictOf(rule, value, rule.value(candidate), this.#tolerances) !== 'failed';
    });
  }

  /**
   * How many nights away a candidate of this cell may be and still be better than the best; negative for
   * none.
   */
  #farthest(best: Rank, wanted: Session, place: Place, sample: Session): number {
    if (compareDoubts(best, place) > 0) return Infinity;
    const steps = temperatureSteps(this.#kind, wanted, sample) - best.temperatureSteps;
    return steps > 0 ? -1 : steps < 0 ? Infinity : best.nights;
  }

  #placesFor(exact: readonly Value[], values: readonly Value[]): readonly Place[] {
    const places: Place[] = [];
    for (const family of this.#families) {
      const doubts = this.#doubts(exact, family.exact);
      if (doubts === null) continue;
      for (const shelf of family.shelves.values()) {
        const unknowns = doubts.unknowns + this.#silences(values, shelf.sample);
        places.push({ shelf, differing: doubts.differing, unknowns });
      }
    }
    return places.sort(compareDoubts);
  }

  /** About the exact criteria; null where one is failed. */
  #doubts(wanted: readonly Value[], offered: readonly Value[]): Doubts | null {
    const verdicts = this.#exact.map((rule, index) =>
      verdictOf(rule, wanted[index] ?? null, offered[index] ?? null, this.#tolerances),
    );
    return doubtsOf(this.#exact, verdicts);
  }

  /** How many tolerant criteria are unknown; whether the known ones agree is another question. */
  #silences(wanted: readonly Value[], offered: readonly Value[]): number {
    return this.#tolerant.filter((rule, index) => {
      const [ours, theirs] = [wanted[index] ?? null, offered[index] ?? null];
      return ours === null && theirs === null ? rule.essential === true : ours === null || theirs === null;
    }).length;
  }
}

/** Negative where there is less to say against `a`. */
function compareDoubts(a: Doubts, b: Doubts): number {
  return a.differing - b.differing || a.unknowns - b.unknowns;
}

/** The rank of one candidate that fits. */
export function rankPair(kind: LinkKind, wanted: Session, candidate: Session, tolerances: Tolerances): Rank {
  const rules = REQUIREMENTS[kind];
  const verdicts = rules.map((rule) =>
    verdictOf(rule, rule.value(wanted), rule.value(candidate), tolerances),
  );
  const doubts = doubtsOf(rules, verdicts) ?? { differing: Infinity, unknowns: Infinity };
  return rankOf(kind, wanted, candidate, doubts, nightsApart(wanted, candidate), tolerances);
}

function valuesOf(rules: readonly Requirement[], session: Session): Value[] {
  return rules.map((rule) => rule.value(session));
}

/** Which values are not known: `01` where only the first is. */
function silenceOf(values: readonly Value[]): string {
  return values.map((value) => (value === null ? '1' : '0')).join('');
}
