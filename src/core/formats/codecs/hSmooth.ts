/**
 * SMOOTH of HCOMPRESS_1 (FITS 4.0 §10.4.4): where coefficients were rounded, differences are moved towards the
 * slopes and the curvature that the neighbouring sums suggest, by half a step at most.
 */
import type { Level } from './hTransform';

const { max, min, trunc } = Math;

/** Smooths the coefficients of a level; those at its edges stay. `scale` is the step of the rounding. */
export function smoothLevel(a: Int32Array | Float64Array, level: Level, scale: number): void {
  const most = scale >> 1;
  if (most <= 0) return;
  const { rows, columns, stride } = level;
  for (let y = 2; y < rows - 2; y += 2) {
    for (let x = 0; x < columns; x += 2) smoothSlope(a, y * stride + x, 2 * stride, stride, most);
  }
  for (let y = 0; y < rows; y += 2) {
    for (let x = 2; x < columns - 2; x += 2) smoothSlope(a, y * stride + x, 2, 1, most);
  }
  for (let y = 2; y < rows - 2; y += 2) {
    for (let x = 2; x < columns - 2; x += 2) smoothCurvature(a, y * stride + x, stride, most);
  }
}

/** The difference `offset` behind the sum at `at`, whose neighbours are `step` away. */
function smoothSlope(
  a: Int32Array | Float64Array,
  at: number,
  step: number,
  offset: number,
  most: number,
): void {
  const h0 = a[at] ?? 0;
  const after = (a[at + step] ?? 0) - h0;
  const before = h0 - (a[at - step] ?? 0);
  // No further than to keep rising what rises; nothing where there is a peak.
  const highest = 4 * max(min(after, before), 0);
  const lowest = 4 * min(max(after, before), 0);
  if (lowest >= highest) return;
  const wanted = max(min(after + before, highest), lowest);
  const slope = a[at + offset] ?? 0;
  a[at + offset] = slope + limited(trunc((wanted - 8 * slope) / 8), most);
}

/** The difference across, behind and below the sum at `at`. */
function smoothCurvature(a: Int32Array | Float64Array, at: number, stride: number, most: number): void {
  const h0 = a[at] ?? 0;
  const upLeft = (a[at - 2 * stride - 2] ?? 0) - h0;
  const lowLeft = h0 - (a[at + 2 * stride - 2] ?? 0);
  const upRight = h0 - (a[at - 2 * stride + 2] ?? 0);
  const lowRight = (a[at + 2 * stride + 2] ?? 0) - h0;
  const hx = 2 * (a[at + stride] ?? 0);
  const hy = 2 * (a[at + 1] ?? 0);
  const highest =
    16 *
    min(
      max(lowRight, 0) - hx - hy,
      max(lowLeft, 0) + hx - hy,
      max(upRight, 0) - hx + hy,
      max(upLeft, 0) + hx + hy,
    );
  const lowest =
    16 *
    max(
      min(lowRight, 0) - hx - hy,
      min(lowLeft, 0) + hx - hy,
      min(upRight, 0) - hx + hy,
      min(upLeft, 0) + hx + hy,
    );
  if (lowest >= highest) return;
  const wanted = max(min(lowRight + upLeft + upRight + lowLeft, highest), lowest);
  const across = a[at + stride + 1] ?? 0;
  a[at + stride + 1] = across + limited(trunc((wanted - 64 * across) / 64), most);
}

function limited(change: number, most: number): number {
  return max(min(change, most), -most);
}
