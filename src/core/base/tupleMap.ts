/** A map whose keys are tuples, compared part by part. */

export type TuplePart = string | number | null;

type Level<V> = Map<TuplePart, Level<V> | V>;

/**
 * Walks one small map a part instead of putting the parts together to a text: for 100,000 tuples of 16 parts
 * several times faster, and nothing to clean up afterwards. All tuples must have the same length.
 * Parts with few different values should come first, so that the first levels are shared.
 */
export class TupleMap<V> {
  readonly #root: Level<V> = new Map<TuplePart, Level<V> | V>();

  /** The value of a tuple, made where it is new. `length` parts of a longer array can be the tuple. */
  get(tuple: readonly TuplePart[], make: () => V, length = tuple.length): V {
    const last = length - 1;
    let level = this.#root;
    for (let index = 0; index < last; index++) {
      const part = tuple[index] ?? null;
      let next = level.get(part) as Level<V> | undefined;
      if (next === undefined) level.set(part, (next = new Map<TuplePart, Level<V> | V>()));
      level = next;
    }
    const part = tuple[last] ?? null;
    let value = level.get(part) as V | undefined;
    if (value === undefined) level.set(part, (value = make()));
    return value;
  }
}
