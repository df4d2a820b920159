/** The pictures that a sheet has been given, the last ones at least. Pure. */

/** Pictures that are kept: 20 MB of them at the most, and many screens. */
const KEPT = 400;

export class Pictures {
  /** Addresses by frame; null where there is no picture. The one used last comes last. */
  readonly #known = new Map<number, string | null>();
  /** Of files that have changed since. */
  readonly #outdated = new Set<number>();
  readonly #kept: number;

  constructor(kept = KEPT) {
    this.#kept = kept;
  }

  /** Undefined where it has to be asked for. */
  of(id: number): string | null | undefined {
    const found = this.#known.get(id);
    if (found !== undefined) this.#keep(id, found);
    return found;
  }

  take(id: number, address: string | null): void {
    this.#outdated.delete(id);
    this.#keep(id, address);
  }

  /** They are asked for again; until they are here, the old ones are shown. */
  outdate(ids: readonly number[]): void {
    for (const id of ids) if (this.#known.has(id)) this.#outdated.add(id);
  }

  /** Those of the frames that have to be asked for, in their order. */
  lacking(ids: readonly number[]): readonly number[] {
    return ids.filter((id) => !this.#known.has(id) || this.#outdated.has(id));
  }

  #keep(id: number, address: string | null): void {
    this.#known.delete(id);
    this.#known.set(id, address);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= this.#kept) break;
      this.#known.delete(oldest);
      this.#outdated.delete(oldest);
    }
  }
}
