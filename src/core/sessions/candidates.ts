/** Finding the best candidate among thousands without comparing every pair of sessions. */
import type { LinkKind, Session, Tolerances } from '../model';
import { RULES, valuesOf, verdictOf } from './criteria';
import type { Value } from './criteria';
import { compareAlike, compareRanks, dayNumber, rankOf } from './rank';
import type { Rank } from './rank';

/** The members of a class that can be the best for some night. */
interface Nights {
  /** The best of each night, by night. */
  readonly days: readonly { readonly day: number; readonly best: Session }[];
  /** The best of those without a night. */
  readonly undated: Session | null;
  /** The best of all, for a session that has no night itself. */
  readonly any: Session;
}

/** Candidates with the same values in every criterion; only their nights and their kind set them apart. */
interface Alike {
  readonly values: readonly Value[];
  readonly nights: Nights;
}

interface Fit {
  readonly nights: Nights;
  readonly unknowns: number;
}

/** What fits in part of the criteria, and in how many of these one side says nothing. */
interface Shared<T> {
  readonly member: T;
  readonly unknowns: number;
}

/**
 * The calibration sessions of one kind. Sessions with equal values are compared once, as a class, with each
 * class of sessions that ask: first in the criteria that must be the same, where there are few different
 * classes, then, for those that fit, in the ones with a tolerance. Within a class only the nights next to the asked one can
 * win. An answer so costs about the number of fitting classes, whatever the number of sessions.
 */
export class CandidateIndex {
  private readonly exact: readonly number[];
  private readonly tolerant: readonly number[];
  /** Classes that agree in all exact criteria. */
  private readonly families: readonly Alike[][];
  private readonly familyFits = new Map<string, readonly Shared<readonly Alike[]>[]>();
  private readonly fits = new Map<string, readonly Fit[]>();

  constructor(
    private readonly kind: LinkKind,
    sessions: readonly Session[],
    private readonly tolerances: Tolerances,
  ) {
    const indexes = [...RULES[kind].keys()];
    this.exact = indexes.filter((index) => RULES[kind][index]?.exact === true);
    this.tolerant = indexes.filter((index) => !this.exact.includes(index));
    const alike = new Map<string, Session[]>();
    for (const session of sessions) {
      if (session.type === kind) push(alike, JSON.stringify(valuesOf(kind, session)), session);
    }
    const families = new Map<string, Alike[]>();
    for (const members of alike.values()) {
      const first = members[0];
      if (!first) continue;
      const values = valuesOf(kind, first);
      push(families, this.exactKey(values), { values, nights: this.byNight(first, members) });
    }
    this.families = [...families.values()];
  }

  /** The best candidate that no criterion refuses, null where every one is refused. */
  best(wanted: Session): Session | null {
    const day = dayNumber(wanted.night);
    let best: Rank | null = null;
    for (const { nights, unknowns } of this.fitting(wanted)) {
      for (const { day: other, best: candidate } of nearest(nights, day)) {
        const apart = day === null || other === null ? null : other - day;
        const rank = rankOf(this.kind, wanted, candidate, unknowns, apart, this.tolerances);
        if (best === null || compareRanks(rank, best) < 0) best = rank;
      }
    }
    return best?.candidate ?? null;
  }

  private exactKey(values: readonly Value[]): string {
    return JSON.stringify(this.exact.map((index) => values[index] ?? null));
  }

  private fitting(wanted: Session): readonly Fit[] {
    const values = valuesOf(this.kind, wanted);
    const exactKey = this.exactKey(values);
    let families = this.familyFits.get(exactKey);
    if (!families) {
      families = this.families.flatMap((family) => {
        const unknowns = this.unknowns(this.exact, values, family[0]?.values ?? []);
        return unknowns === null ? [] : [{ member: family, unknowns }];
      });
      this.familyFits.set(exactKey, families);
    }
    const key = JSON.stringify(values);
    let fits = this.fits.get(key);
    if (!fits) {
      const found: Fit[] = [];
      for (const { member: family, unknowns } of families) {
        for (const alike of family) {
          const more = this.unknowns(this.tolerant, values, alike.values);
          if (more !== null) found.push({ nights: alike.nights, unknowns: unknowns + more });
        }
      }
      this.fits.set(key, (fits = found));
    }
    return fits;
  }

  /** How many of these criteria are unknown, or null where one is failed. */
  private unknowns(
    indexes: readonly number[],
    wanted: readonly Value[],
    offered: readonly Value[],
  ): number | null {
    let unknowns = 0;
    for (const index of indexes) {
      const rule = RULES[this.kind][index];
      if (!rule) continue;
      const verdict = verdictOf(rule, wanted[index] ?? null, offered[index] ?? null, this.tolerances);
      if (verdict === 'failed') return null;
      if (verdict === 'unknown') unknowns++;
    }
    return unknowns;
  }

  private byNight(first: Session, sessions: readonly Session[]): Nights {
    const { preferMasters } = this.tolerances;
    const raw = (session: Session) => (preferMasters && !session.master ? 1 : 0);
    const better = (a: Session, b: Session) => (raw(a) - raw(b) || compareAlike(a, b)) < 0;
    const byDay = new Map<number | null, Session>();
    let any = first;
    for (const session of sessions) {
      const day = dayNumber(session.night);
      const best = byDay.get(day);
      if (!best || better(session, best)) byDay.set(day, session);
      if (better(session, any)) any = session;
    }
    const days = [...byDay].flatMap(([day, best]) => (day === null ? [] : [{ day, best }]));
    days.sort((a, b) => a.day - b.day);
    return { days, undated: byDay.get(null) ?? null, any };
  }
}

/** The last candidate of the night or before it, the first after it, and the one without a night. */
function nearest(nights: Nights, day: number | null): { day: number | null; best: Session }[] {
  if (day === null) return [{ day: null, best: nights.any }];
  const { days, undated } = nights;
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle]?.day ?? Infinity) <= day) low = middle + 1;
    else high = middle;
  }
  const found: { day: number | null; best: Session }[] = days.slice(Math.max(0, low - 1), low + 1);
  if (undated) found.push({ day: null, best: undated });
  return found;
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
