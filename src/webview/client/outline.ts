/** The lines of a plan's list: headings, and below an open heading its subheadings or files. Pure. */
import type { RegisterList } from '../../core/api/archive';

export interface Heading {
  /** Unique in the list: `registered 3`. */
  readonly key: string;
  readonly title: string;
  /** `12 lights, 20 darks`, at the end of the line. */
  readonly detail: string;
  readonly size: string;
  readonly level: 1 | 2;
  /** Files that can be listed below it. */
  readonly files: {
    readonly list: RegisterList;
    readonly group: number | null;
    readonly count: number;
  } | null;
  readonly children: readonly Heading[];
}

export type OutlineLine =
  | { readonly kind: 'heading'; readonly heading: Heading; readonly open: boolean | null }
  | { readonly kind: 'file'; readonly heading: Heading; readonly index: number };

interface Stretch {
  readonly start: number;
  readonly heading: Heading;
  /** The number of files below the heading. */
  readonly files: number;
}

export class Outline {
  readonly #headings: readonly Heading[];
  readonly #open: Set<string>;
  #stretches: Stretch[] = [];
  #length = 0;

  /** `open` are the keys of open headings. */
  constructor(headings: readonly Heading[], open: readonly string[]) {
    this.#headings = headings;
    this.#open = new Set(open);
    this.#lay();
  }

  /** The number of lines. */
  get length(): number {
    return this.#length;
  }

  get open(): readonly string[] {
    return [...this.#open];
  }

  /** The line at an index from 0 to length - 1. */
  at(index: number): OutlineLine | undefined {
    const stretch = this.#stretchOf(index);
    if (!stretch || index < 0 || index >= this.#length) return undefined;
    const { heading, start } = stretch;
    if (index > start) return { kind: 'file', heading, index: index - start - 1 };
    return { kind: 'heading', heading, open: canOpen(heading) ? this.#open.has(heading.key) : null };
  }

  /** The index of a heading's line; -1 inside a closed heading. */
  lineOf(key: string): number {
    return this.#stretches.find(({ heading }) => heading.key === key)?.start ?? -1;
  }

  /** The index of the heading above a line; -1 for a heading of the first level. */
  above(index: number): number {
    const stretch = this.#stretchOf(index);
    if (!stretch) return -1;
    if (index > stretch.start) return stretch.start;
    if (stretch.heading.level === 1) return -1;
    return this.#stretches.reduce(
      (found, { start, heading }) => (heading.level === 1 && start < index ? start : found),
      -1,
    );
  }

  /** Opens or closes a heading; returns true if that changed anything. */
  set(key: string, open: boolean): boolean {
    if (this.#open.has(key) === open) return false;
    if (open) this.#open.add(key);
    else this.#open.delete(key);
    this.#lay();
    return true;
  }

  #lay(): void {
    this.#stretches = [];
    this.#length = 0;
    for (const heading of this.#headings) {
      this.#add(heading);
      if (this.#open.has(heading.key)) for (const child of heading.children) this.#add(child);
    }
  }

  #add(heading: Heading): void {
    const files = this.#open.has(heading.key) ? (heading.files?.count ?? 0) : 0;
    this.#stretches.push({ start: this.#length, heading, files });
    this.#length += 1 + files;
  }

  #stretchOf(index: number): Stretch | undefined {
    let [low, high] = [0, this.#stretches.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#stretches[middle]?.start ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return this.#stretches[low];
  }
}

export function canOpen({ files, children }: Heading): boolean {
  return children.length > 0 || (files?.count ?? 0) > 0;
}
