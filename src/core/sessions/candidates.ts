/** Finding the best candidate among thousands without comparing every pair of sessions. */
import type { LinkKind, Session, Tolerances } from '../model';
import { RULES, valuesOf, verdictOf } from './criteria';
import type { Value } from './criteria';
import { compareAlike, compareRanks, dayNumber, rankOf } from './rank';
import type { Rank } from './rank';

/** Candidates with the same values in every criterion; only their nights and their kind set them apart. */
interface Alike {
  readonly values: readonly Value[];
  readonly sessions: Session[];
}

/** The members of one Alike that can be the best for some night. */
interface Nights {
  /** The best of each night, by night. */
  readonly days: readonly { readonly day: number; readonly best: Session }[];
  /** The best of those without a night. */
  readonly undated: Session | null;
  /** The best of all, for a session that has no night itself. */
  readonly any: Session;
}

interface Fit {
  readonly nights: Nights;
  readonly unknowns: number;
}

/**
 * The calibration sessions of one kind. Sessions with equal values are compared once, as a class, with each
 * class of sessions that ask; within a class only the nights next to the asked one can win. An answer so
 * costs the number of fitting classes times the logarithm of the nights, whatever the number of sessions.
 */
export class CandidateIndex {
  private readonly classes: { readonly values: readonly Value[]; readonly nights: Nights }[];
  private readonly fits = new Map<string, readonly Fit[]>();

  constructor(
    private readonly kind: LinkKind,
    sessions: readonly Session[],
    private readonly tolerances: Tolerances,
  ) {
    const alike = new Map<string, Alike>();
    for (const session of sessions) {
      if (session.type !== kind) continue;
      const values = valuesOf(kind, session);
      const key = JSON.stringify(values);
      const entry = alike.get(key);
      if (entry) entry.sessions.push(session);
      else alike.set(key, { values, sessions: [session] });
    }
    this.classes = [...alike.values()].map((entry) => ({
      values: entry.values,
      nights: this.byNight(entry.sessions),
    }));
  }

  /** The best candidate that no criterion refuses, null where every one is refused. */
  best(wanted: Session): Session | null {
    const day = dayNumber(wanted.night);
    let best: Rank | null = null;
    for (const { nights, unknowns } of this.fitting(wanted)) {
      for (const candidate of nearest(nights, day)) {
        const rank = rankOf(this.kind, wanted, candidate, unknowns, this.tolerances);
        if (best === null || compareRanks(rank, best) < 0) best = rank;
      }
    }
    return best?.candidate ?? null;
  }

  private fitting(wanted: Session): readonly Fit[] {
    const values = valuesOf(this.kind, wanted);
    const key = JSON.stringify(values);
    let fits = this.fits.get(key);
    if (!fits) {
      fits = this.classes.flatMap((entry) => {
        const unknowns = unknownCriteria(this.kind, values, entry.values, this.tolerances);
        return unknowns === null ? [] : [{ nights: entry.nights, unknowns }];
      });
      this.fits.set(key, fits);
    }
    return fits;
  }

  private byNight(sessions: readonly Session[]): Nights {
    const { preferMasters } = this.tolerances;
    const raw = (session: Session) => (preferMasters && !session.master ? 1 : 0);
    const better = (a: Session, b: Session) => (raw(a) - raw(b) || compareAlike(a, b)) < 0;
    const byDay = new Map<number | null, Session>();
    let any: Session | null = null;
    for (const session of sessions) {
      const day = dayNumber(session.night);
      const best = byDay.get(day);
      if (!best || better(session, best)) byDay.set(day, session);
      if (!any || better(session, any)) any = session;
    }
    if (!any) throw new RangeError('a class of candidates needs a session');
    const days = [...byDay].flatMap(([day, best]) => (day === null ? [] : [{ day, best }]));
    days.sort((a, b) => a.day - b.day);
    return { days, undated: byDay.get(null) ?? null, any };
  }
}

/** How many criteria are unknown, or null where one is failed. */
export function unknownCriteria(
  kind: LinkKind,
  wanted: readonly Value[],
  offered: readonly Value[],
  tolerances: Tolerances,
): number | null {
  let unknowns = 0;
  const rules = RULES[kind];
  for (let index = 0; index < rules.length; index++) {
    const rule = rules[index];
    if (!rule) break;
    const verdict = verdictOf(rule, wanted[index] ?? null, offered[index] ?? null, tolerances);
    if (verdict === 'failed') return null;
    if (verdict === 'unknown') unknowns++;
  }
  return unknowns;
}

/** The last candidate of the night or before it, the first after it, and the one without a night. */
function nearest(nights: Nights, day: number | null): readonly Session[] {
  if (day === null) return [nights.any];
  const { days } = nights;
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle]?.day ?? Infinity) <= day) low = middle + 1;
    else high = middle;
  }
  const found = [days[low - 1]?.best, days[low]?.best, nights.undated];
  return found.filter((session) => session !== null && session !== undefined);
}
