/** Making an image smaller: what size, from which rows, and the means of the pixels that fall together. */

/**
 * The size of a picture whose longer side has at most `most` pixels; never larger than the image.
 * @example fitted(9576, 6388, 1600) // { width: 1600, height: 1067 }
 */
export function fitted(width: number, height: number, most: number): { width: number; height: number } {
  const factor = Math.min(1, most / Math.max(width, height));
  return { width: side(width * factor), height: side(height * factor) };
}

const side = (length: number) => Math.max(1, Math.round(length));

/** A row of the image, and how much of it falls into a row of the picture. */
export interface RowShare {
  readonly row: number;
  /** 0 to 1. */
  readonly share: number;
}

/**
 * The rows of the image that make a row of the picture, from the first stored on.
 * @param most No more than so many are read, those in the middle; each then counts alike.
 * @example rowsOf(2, 4, 10, 8) // rows 5 and 6 whole, half of 7
 */
export function rowsOf(band: number, bands: number, height: number, most: number): readonly RowShare[] {
  const from = (band * height) / bands;
  const to = ((band + 1) * height) / bands;
  const first = Math.floor(from + TINY);
  const last = Math.max(first, Math.ceil(to - TINY) - 1);
  const count = last - first + 1;
  if (count > most) {
    const start = first + Math.floor((count - most) / 2);
    return Array.from({ length: most }, (_, i) => ({ row: start + i, share: 1 }));
  }
  return Array.from({ length: count }, (_, i) => {
    const row = first + i;
    return { row, share: Math.min(row + 1, to) - Math.max(row, from) };
  });
}

/** What division may be off by. */
const TINY = 1e-9;

/** Adds up rows of an image into one row of the picture, by the area that each pixel has in it. */
export class RowReducer {
  readonly #sums: Float64Array;
  readonly #weights: Float64Array;
  /** The first and the last pixel that fall into a column of the picture, and how much of them does. */
  readonly #firsts: Int32Array;
  readonly #lasts: Int32Array;
  readonly #heads: Float64Array;
  readonly #tails: Float64Array;

  /** @param width Pixels in a row of the image. */
  constructor(width: number, pictureWidth: number) {
    this.#sums = new Float64Array(pictureWidth);
    this.#weights = new Float64Array(pictureWidth);
    this.#firsts = new Int32Array(pictureWidth);
    this.#lasts = new Int32Array(pictureWidth);
    this.#heads = new Float64Array(pictureWidth);
    this.#tails = new Float64Array(pictureWidth);
    const step = width / pictureWidth;
    for (let column = 0; column < pictureWidth; column++) {
      const from = column * step;
      const to = from + step;
      const first = Math.floor(from + TINY);
      const last = Math.max(first, Math.ceil(to - TINY) - 1);
      this.#firsts[column] = first;
      this.#lasts[column] = last;
      this.#heads[column] = Math.min(first + 1, to) - Math.max(first, from);
      this.#tails[column] = last > first ? Math.min(last + 1, to) - Math.max(last, from) : 0;
    }
  }

  /** Adds a row; NaN are passed over. */
  add(row: Float64Array, share: number): void {
    const firsts = this.#firsts;
    const lasts = this.#lasts;
    const heads = this.#heads;
    const tails = this.#tails;
    const sums = this.#sums;
    const weights = this.#weights;
    for (let column = 0; column < sums.length; column++) {
      const first = firsts[column] ?? 0;
      const last = lasts[column] ?? 0;
      const head = heads[column] ?? 0;
      const tail = tails[column] ?? 0;
      let sum = head * (row[first] ?? NaN);
      let weight = head;
      if (last > first) {
        for (let x = first + 1; x < last; x++) sum += row[x] ?? NaN;
        sum += tail * (row[last] ?? NaN);
        weight += last - first - 1 + tail;
      }
      if (sum !== sum) {
        sum = 0;
        weight = 0;
        for (let x = first; x <= last; x++) {
          const value = row[x] ?? NaN;
          if (value !== value) continue;
          const part = x === first ? head : x === last ? tail : 1;
          sum += part * value;
          weight += part;
        }
      }
      sums[column] = (sums[column] ?? 0) + share * sum;
      weights[column] = (weights[column] ?? 0) + share * weight;
    }
  }

  /** Writes the means to `into`, NaN where there was no pixel, and begins again. */
  finish(into: Float32Array | Float64Array): void {
    for (let column = 0; column < this.#sums.length; column++) {
      const weight = this.#weights[column] ?? 0;
      into[column] = weight > 0 ? (this.#sums[column] ?? 0) / weight : NaN;
    }
    this.#sums.fill(0);
    this.#weights.fill(0);
  }
}

/**
 * An even sample of values that pass by one after the other, of which the number is known before. It takes
 * every so many values, an odd number, so that it meets the even and the odd columns of a sensor alike.
 */
export class EvenSample {
  readonly #step: number;
  readonly #values: Float64Array;
  #next = 0;
  #seen = 0;
  #count = 0;

  constructor(expected: number, most: number) {
    this.#step = Math.ceil(expected / most) | 1;
    this.#values = new Float64Array(Math.ceil(expected / this.#step));
  }

  add(row: Float64Array): void {
    for (; this.#next < this.#seen + row.length; this.#next += this.#step) {
      this.#values[this.#count++] = row[this.#next - this.#seen] ?? NaN;
    }
    this.#seen += row.length;
  }

  get values(): Float64Array {
    return this.#values.subarray(0, this.#count);
  }
}

/** The smallest and the largest of values; NaN are passed over. */
export class ValueRange {
  #min = Infinity;
  #max = -Infinity;

  add(row: Float64Array): void {
    let min = this.#min;
    let max = this.#max;
    let otherMin = min;
    let otherMax = max;
    // Two at a time, each with limits for itself, do not wait for one another.
    const even = row.length & ~1;
    for (let x = 0; x < even; x += 2) {
      const one = row[x] ?? NaN;
      const other = row[x + 1] ?? NaN;
      if (one < min) min = one;
      if (one > max) max = one;
      if (other < otherMin) otherMin = other;
      if (other > otherMax) otherMax = other;
    }
    const last = row.at(-1) ?? NaN;
    if (last < min) min = last;
    if (last > max) max = last;
    this.#min = Math.min(min, otherMin);
    this.#max = Math.max(max, otherMax);
  }

  /** Nothing where there was no value. */
  get ends(): { readonly min?: number; readonly max?: number } {
    return this.#min <= this.#max ? { min: this.#min, max: this.#max } : {};
  }
}
