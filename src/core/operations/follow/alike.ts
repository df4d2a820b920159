/**
 * Files of one size and one image, by kind and time: finds the one that another can be, in the time of a
 * search. Pure.
 */
import { SAME_TIME } from '../../storage/files/fileState';

interface Dated {
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly mtime: number;
}

/** Elements of one kind by time. Taken ones are skipped, however many there are. */
interface Row<T> {
  readonly elements: readonly T[];
  /**
   * Of each place the next one that is not taken, as far as is known; a chain that is made shorter with every
   * look.
   */
  readonly next: number[];
}

export class Alike<T extends Dated> {
  readonly #kindOf: (one: Dated) => string;
  readonly #rows = new Map<string, Row<T>>();
  readonly #places = new Map<T, { readonly row: Row<T>; readonly place: number }>();
  readonly #taken = new Set<T>();

  /** `kindOf` says what must be equal: the name of a file, or nothing. */
  constructor(elements: readonly T[], kindOf: (one: Dated) => string) {
    this.#kindOf = kindOf;
    const kinds = new Map<string, T[]>();
    for (const element of elements) {
      const kind = kinds.get(kindOf(element));
      if (kind) kind.push(element);
      else kinds.set(kindOf(element), [element]);
    }
    for (const [kind, some] of kinds) {
      const sorted = some.sort((a, b) => a.mtime - b.mtime);
      const row = { elements: sorted, next: Array.from({ length: sorted.length + 1 }, (_, i) => i) };
      this.#rows.set(kind, row);
      sorted.forEach((element, place) => this.#places.set(element, { row, place }));
    }
  }

  /** The one element of the kind and time of another; undefined where there is none or more than one. */
  only(other: Dated): T | undefined {
    const row = this.#rows.get(this.#kindOf(other));
    if (!row) return undefined;
    const first = following(row, firstNear(row.elements, other.mtime));
    const found = near(row, first, other);
    return found === undefined || near(row, following(row, first + 1), other) !== undefined
      ? undefined
      : found;
  }

  hasSome(other: Dated): boolean {
    const row = this.#rows.get(this.#kindOf(other));
    return (
      row !== undefined &&
      near(row, following(row, firstNear(row.elements, other.mtime)), other) !== undefined
    );
  }

  take(element: T): void {
    const at = this.#places.get(element);
    if (!at) return;
    this.#taken.add(element);
    at.row.next[at.place] = at.place + 1;
  }

  isTaken(element: T): boolean {
    return this.#taken.has(element);
  }
}

/** The element at a place where its time counts as that of the other. */
function near<T extends Dated>({ elements }: Row<T>, place: number, other: Dated): T | undefined {
  const element = elements[place];
  return element !== undefined && element.mtime - other.mtime <= SAME_TIME ? element : undefined;
}

/** The place of the first element whose time is not before that of the other. */
function firstNear(elements: readonly Dated[], mtime: number): number {
  let [low, high] = [0, elements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((elements[middle]?.mtime ?? Infinity) - mtime < -SAME_TIME) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first place from this one on whose element is not taken. */
function following<T>({ next }: Row<T>, from: number): number {
  let free = from;
  for (let step = next[free]; step !== undefined && step !== free; step = next[free]) free = step;
  for (let at = from; at < free;) {
    const step = next[at] ?? free;
    next[at] = free;
    at = step;
  }
  return free;
}
