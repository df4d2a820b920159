/** Candidates by their night, asked from the nearest one outwards. */
import type { Session } from '../../base/session';
import { dayNumber } from './rank';

interface Day {
  readonly day: number;
  readonly sessions: Session[];
}

/** Compares two candidates of one night that fit equally well: negative where the first is the better one. */
export type Preference = (a: Session, b: Session) => number;

/** Candidates with the same, or nearly the same, values in every criterion. */
export class Nights {
  readonly sample: Session;
  readonly #sessions: Session[] = [];
  readonly #prefer: Preference;
  #days: readonly Day[] | undefined;
  #undated: readonly Session[] = [];

  constructor(sample: Session, prefer: Preference) {
    this.sample = sample;
    this.#prefer = prefer;
  }

  add(session: Session): void {
    this.#sessions.push(session);
  }

  /**
   * The best fitting one of the nearest night on either side, at most `farthest` nights away, and the best
   * without a night; for no night the best of all. `day` is a count of days.
   */
  *nearest(
    day: number | null,
    farthest: number,
    fits: (session: Session) => boolean,
  ): Generator<{ session: Session; apart: number | null }> {
    const days = this.#sorted();
    const undated = (day === null ? this.#sessions : this.#undated).find(fits);
    if (undated) yield { session: undated, apart: null };
    if (day === null) return;
    let after = firstAfter(days, day);
    let before = after - 1;
    for (let limit = farthest; ;) {
      const earlier = day - (days[before]?.day ?? -Infinity);
      const later = (days[after]?.day ?? Infinity) - day;
      const apart = Math.min(earlier, later);
      if (apart > limit || apart === Infinity) return;
      const sessions = days[earlier <= later ? before-- : after++]?.sessions ?? [];
      const session = sessions.find(fits);
      if (!session) continue;
      limit = apart;
      yield { session, apart: earlier <= later ? -earlier : later };
    }
  }

  #sorted(): readonly Day[] {
    if (this.#days) return this.#days;
    this.#sessions.sort(this.#prefer);
    const byDay = new Map<number | null, Session[]>();
    for (const session of this.#sessions) {
      const day = dayNumber(session.night);
      const sessions = byDay.get(day);
      if (sessions) sessions.push(session);
      else byDay.set(day, [session]);
    }
    this.#undated = byDay.get(null) ?? [];
    const days = [...byDay].flatMap(([day, sessions]) => (day === null ? [] : [{ day, sessions }]));
    return (this.#days = days.sort((a, b) => a.day - b.day));
  }
}

/** Index of the first day after this one. */
function firstAfter(days: readonly Day[], day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle]?.day ?? Infinity) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
