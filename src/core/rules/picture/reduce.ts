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
  readonly #width: number;
  readonly #sums: Float64Array;
  readonly #weights: Float64Array;

  /** @param width Pixels in a row of the image. */
  constructor(width: number, pictureWidth: number) {
    this.#width = width;
    this.#sums = new Float64Array(pictureWidth);
    this.#weights = new Float64Array(pictureWidth);
  }

  /** Adds a row; NaN are passed over. */
  add(row: Float64Array, share: number): void {
    const columns = this.#sums.length;
    const step = this.#width / columns;
    for (let column = 0; column < columns; column++) {
      const from = column * step;
      const to = from + step;
      const first = Math.floor(from + TINY);
      const last = Math.max(first, Math.ceil(to - TINY) - 1);
      let sum = 0;
      let weight = 0;
      for (let x = first; x <= last; x++) {
        const value = row[x] ?? NaN;
        if (value !== value) continue;
        const part = x === first || x === last ? Math.min(x + 1, to) - Math.max(x, from) : 1;
        sum += part * value;
        weight += part;
      }
      this.#sums[column] = (this.#sums[column] ?? 0) + share * sum;
      this.#weights[column] = (this.#weights[column] ?? 0) + share * weight;
    }
  }

  /** Writes the means to `into`, NaN where there was no pixel, and begins again. */
  finish(into: Float32Array | Float64Array): void {
    this.#sums.forEach((sum, column) => {
      const weight = this.#weights[column] ?? 0;
      into[column] = weight > 0 ? sum / weight : NaN;
    });
    this.#sums.fill(0);
    this.#weights.fill(0);
  }
}

/** An even sample of values that pass by one after the other, of which the number is known before. */
export class EvenSample {
  readonly #step: number;
  readonly #values: Float64Array;
  #next = 0;
  #seen = 0;
  #count = 0;

  constructor(expected: number, most: number) {
    this.#step = Math.max(1, Math.ceil(expected / most));
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
