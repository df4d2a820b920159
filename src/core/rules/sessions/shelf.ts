/** Candidates in the order of the values that have a tolerance, so that only those in reach are looked at. */
import type { Tolerances } from '../../base/matching';
import type { Session } from '../../base/session';
import { Nights, type Preference } from './nights';
import type { Requirement, Value } from './requirement';

/** Things by a number, or by "not known". */
class Axis<T> {
  readonly #cells = new Map<number | null, T>();
  #sorted: readonly { readonly at: number; readonly thing: T }[] | undefined;

  get(at: number | null, make: () => T): T {
    let thing = this.#cells.get(at);
    if (thing === undefined) {
      this.#cells.set(at, (thing = make()));
      this.#sorted = undefined;
    }
    return thing;
  }

  /** Those in one of the intervals, both ends included; all of them without intervals. */
  *within(intervals: readonly (readonly [low: number, high: number])[] | null): Generator<T> {
    if (intervals === null) {
      yield* this.#cells.values();
      return;
    }
    this.#sorted ??= [...this.#cells]
      .flatMap(([at, thing]) => (at === null ? [] : [{ at, thing }]))
      .sort((a, b) => a.at - b.at);
    for (const [low, high] of intervals) {
      for (let index = this.#firstFrom(low); ; index++) {
        const entry = this.#sorted[index];
        if (!entry || entry.at > high) break;
        yield entry.thing;
      }
    }
  }

  #firstFrom(low: number): number {
    const sorted = this.#sorted ?? [];
    let from = 0;
    let to = sorted.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((sorted[middle]?.at ?? Infinity) < low) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** Candidates of which the same values are known. No kind has more than two criteria with a tolerance. */
export class Shelf {
  /** The values of one of the candidates. */
  readonly sample: readonly Value[];
  readonly #rules: readonly Requirement[];
  readonly #tolerances: Tolerances;
  readonly #prefer: Preference;
  readonly #cells = new Axis<Axis<Nights>>();

  constructor(
    sample: readonly Value[],
    rules: readonly Requirement[],
    tolerances: Tolerances,
    prefer: Preference,
  ) {
    this.sample = sample;
    this.#rules = rules;
    this.#tolerances = tolerances;
    this.#prefer = prefer;
  }

  add(session: Session, values: readonly Value[]): void {
    this.#cells
      .get(this.#cell(0, values), () => new Axis<Nights>())
      .get(this.#cell(1, values), () => new Nights(session, this.#prefer))
      .add(session);
  }

  /**
   * All candidates that can agree with these values, and perhaps some more; those of one cell come together.
   */
  *near(values: readonly Value[]): Generator<Nights> {
    for (const axis of this.#cells.within(this.#reach(0, values))) {
      yield* axis.within(this.#reach(1, values));
    }
  }

  #cell(index: number, values: readonly Value[]): number | null {
    const value = values[index] ?? null;
    if (value === null) return null;
    return this.#rules[index]?.axis?.cell(Number(value), this.#tolerances) ?? null;
  }

  /** Null where one side does not say: there is nothing to disagree about. */
  #reach(index: number, values: readonly Value[]): readonly (readonly [number, number])[] | null {
    const value = values[index] ?? null;
    if (value === null || (this.sample[index] ?? null) === null) return null;
    return this.#rules[index]?.axis?.reach(Number(value), this.#tolerances) ?? null;
  }
}
