/** What part of the sky an image shows: scale, size, and which way north and east are. */
import { offsetOf, type SkyPosition } from './celestial';
import type { SkyAt } from './wcs';

export interface SkyField {
  readonly centre: SkyPosition;
  /** Seconds of arc a pixel, in the middle of the image. */
  readonly scale: number;
  /** Degrees along the two axes of the image. */
  readonly width: number;
  readonly height: number;
  /**
   * Degrees from north over east to the direction in which rows are counted up: what plate solvers call the
   * rotation; 0 where north is at the end of the columns.
   */
  readonly rotation: number;
  /** The directions of north and east in pixels, of length 1: `[0, 1]` is along the columns. */
  readonly north: readonly [x: number, y: number];
  readonly east: readonly [x: number, y: number];
  /** Whether east is to the right where north is up, with the first row at the bottom. */
  readonly isMirrored: boolean;
}

/**
 * The field of an image of this size, in pixels. Null where the system says nothing sensible of its middle.
 */
export function fieldOf(at: SkyAt, width: number, height: number): SkyField | null {
  const [x, y] = [(width + 1) / 2, (height + 1) / 2];
  const centre = at(x, y);
  // From half a pixel before the middle to half a pixel after.
  const step = (dx: number, dy: number) => {
    const [before, after] = [at(x - dx, y - dy), at(x + dx, y + dy)].map((place) => offsetOf(centre, place));
    return [(after?.[0] ?? 0) - (before?.[0] ?? 0), (after?.[1] ?? 0) - (before?.[1] ?? 0)] as const;
  };
  const [eastX, northX] = step(0.5, 0);
  const [eastY, northY] = step(0, 0.5);
  const determinant = eastX * northY - eastY * northX;
  if (!Number.isFinite(determinant) || determinant === 0) return null;
  return {
    centre,
    scale: Math.sqrt(Math.abs(determinant)) * 3600,
    width: Math.hypot(eastX, northX) * width,
    height: Math.hypot(eastY, northY) * height,
    rotation: ((Math.atan2(eastY, northY) * 180) / Math.PI + 360) % 360,
    north: unit(-eastY / determinant, eastX / determinant),
    east: unit(northY / determinant, -northX / determinant),
    isMirrored: determinant > 0,
  };
}

function unit(x: number, y: number): readonly [number, number] {
  const length = Math.hypot(x, y);
  return [x / length + 0, y / length + 0];
}
