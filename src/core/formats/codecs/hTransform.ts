/**
 * The inverse of the H-transform (FITS 4.0 §10.4.4; R. L. White, Space Telescope Science Institute): from the
 * mean of all pixels through ever finer differences, 2 × 2 numbers at a time: h0 (sum), hx (between rows), hy
 * (between columns), hc (across). The lowest bits of the coarser numbers are implied by the finer ones, so
 * the transform of whole numbers loses nothing.
 */
import { smoothLevel } from './hSmooth';

/** Numbers as they are at one level: the first `rows` × `columns` of an image with rows of `stride`. */
export interface Level {
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
}

/** Turns coefficients into pixels, in place. */
export function invertHTransform(
  numbers: Int32Array | Float64Array,
  { rows, columns }: { readonly rows: number; readonly columns: number },
  smooth: boolean,
  scale: number,
): void {
  const levels = levelsOf(rows, columns);
  const spare = new Float64Array(half(Math.max(rows, columns)));
  let bit = 2 ** (levels.length - 1);
  if (levels.length > 0) numbers[0] = rounded(numbers[0] ?? 0, 4 * bit);
  for (const level of levels) {
    for (let y = 0; y < level.rows; y++) interleave(numbers, y * columns, level.columns, 1, spare);
    interleaveRows(numbers, level);
    if (smooth) smoothLevel(numbers, level, scale);
    if (numbers instanceof Int32Array) expand(numbers, level, bit);
    else expandWide(numbers, level, bit);
    bit /= 2;
  }
}

/** From 2 × 2 or less to the whole image. */
function levelsOf(rows: number, columns: number): Level[] {
  const levels: Level[] = [];
  for (let y = rows, x = columns; y > 1 || x > 1; y = half(y), x = half(x)) {
    levels.unshift({ rows: y, columns: x, stride: columns });
  }
  return levels;
}

/** The first half of `count` numbers becomes the even ones, the second half the odd ones. */
function interleave(
  numbers: Int32Array | Float64Array,
  start: number,
  count: number,
  stride: number,
  spare: Float64Array,
): void {
  const evens = half(count);
  for (let i = evens; i < count; i++) spare[i - evens] = numbers[start + i * stride] ?? 0;
  for (let i = evens - 1; i > 0; i--) numbers[start + 2 * i * stride] = numbers[start + i * stride] ?? 0;
  for (let i = 1, k = 0; i < count; i += 2) numbers[start + i * stride] = spare[k++] ?? 0;
}

/** The same for rows, a whole row at a time. */
function interleaveRows(numbers: Int32Array | Float64Array, { rows, columns, stride }: Level): void {
  const evens = half(rows);
  const row = (y: number) => numbers.subarray(y * stride, y * stride + columns) as Float64Array;
  const spare = Array.from({ length: rows - evens }, (_, i) => row(evens + i).slice());
  for (let y = evens - 1; y > 0; y--) row(2 * y).set(row(y));
  spare.forEach((kept, i) => row(2 * i + 1).set(kept));
}

/** To the nearest multiple of `unit`, a power of two; halves away from 0. */
function rounded(number: number, unit: number): number {
  if (unit === 1) return number;
  return Math.floor((number + unit / 2 - (number < 0 ? 1 : 0)) / unit) * unit;
}

/** One level in 32 bits; `bit` is 2 to the number of levels that follow. */
function expand(a: Int32Array, { rows, columns, stride }: Level, bit: number): void {
  const shift = bit === 1 ? 2 : 1;
  const bit1 = 2 * bit;
  const mask0 = -bit;
  const mask1 = -bit1;
  const up0 = bit >> 1;
  const down0 = Math.max(0, up0 - 1);
  const down1 = bit - 1;
  for (let y = 0; y < rows; y += 2) {
    const isPair = y + 1 < rows;
    for (let x = 0, top = y * stride, low = top + stride; x < columns; x += 2, top += 2, low += 2) {
      let h0 = a[top] ?? 0;
      if (isPair && x + 1 < columns) {
        let hx = a[low] ?? 0;
        let hy = a[top + 1] ?? 0;
        let hc = a[low + 1] ?? 0;
        hx = (hx + (hx >= 0 ? bit : down1)) & mask1;
        hy = (hy + (hy >= 0 ? bit : down1)) & mask1;
        hc = (hc + (hc >= 0 ? up0 : down0)) & mask0;
        const low0 = hc & bit;
        hx = hx >= 0 ? hx - low0 : hx + low0;
        hy = hy >= 0 ? hy - low0 : hy + low0;
        const low1 = (hc ^ hx ^ hy) & bit1;
        h0 += h0 >= 0 || low0 !== 0 ? low0 - low1 : low1;
        a[low + 1] = (h0 + hx + hy + hc) >> shift;
        a[low] = (h0 + hx - hy - hc) >> shift;
        a[top + 1] = (h0 - hx + hy - hc) >> shift;
        a[top] = (h0 - hx - hy + hc) >> shift;
      } else if (isPair || x + 1 < columns) {
        const other = isPair ? low : top + 1;
        let h1 = a[other] ?? 0;
        h1 = (h1 + (h1 >= 0 ? bit : down1)) & mask1;
        const low1 = h1 & bit1;
        h0 = h0 >= 0 ? h0 - low1 : h0 + low1;
        a[other] = (h0 + h1) >> shift;
        a[top] = (h0 - h1) >> shift;
      } else {
        a[top] = h0 >> shift;
      }
    }
  }
}

/** The same for whole numbers up to 2^53, which bit operations cannot hold. */
function expandWide(a: Float64Array, { rows, columns, stride }: Level, bit: number): void {
  const divisor = bit === 1 ? 4 : 2;
  const bit1 = 2 * bit;
  const isOdd = (quotient: number) => Math.floor(quotient) % 2 !== 0;
  for (let y = 0; y < rows; y += 2) {
    const isPair = y + 1 < rows;
    for (let x = 0, top = y * stride, low = top + stride; x < columns; x += 2, top += 2, low += 2) {
      let h0 = a[top] ?? 0;
      if (isPair && x + 1 < columns) {
        let hx = rounded(a[low] ?? 0, bit1);
        let hy = rounded(a[top + 1] ?? 0, bit1);
        const hc = rounded(a[low + 1] ?? 0, bit);
        const low0 = isOdd(hc / bit) ? bit : 0;
        hx = hx >= 0 ? hx - low0 : hx + low0;
        hy = hy >= 0 ? hy - low0 : hy + low0;
        const low1 = (isOdd(hc / bit1) !== isOdd(hx / bit1)) !== isOdd(hy / bit1) ? bit1 : 0;
        h0 += h0 >= 0 || low0 !== 0 ? low0 - low1 : low1;
        a[low + 1] = Math.floor((h0 + hx + hy + hc) / divisor);
        a[low] = Math.floor((h0 + hx - hy - hc) / divisor);
        a[top + 1] = Math.floor((h0 - hx + hy - hc) / divisor);
        a[top] = Math.floor((h0 - hx - hy + hc) / divisor);
      } else if (isPair || x + 1 < columns) {
        const other = isPair ? low : top + 1;
        const h1 = rounded(a[other] ?? 0, bit1);
        const low1 = isOdd(h1 / bit1) ? bit1 : 0;
        h0 = h0 >= 0 ? h0 - low1 : h0 + low1;
        a[other] = Math.floor((h0 + h1) / divisor);
        a[top] = Math.floor((h0 - h1) / divisor);
      } else {
        a[top] = Math.floor(h0 / divisor);
      }
    }
  }
}

function half(length: number): number {
  return (length + 1) >> 1;
}
