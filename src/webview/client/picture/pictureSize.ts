/** How large a picture is read for a view. Pure. */
import type { Size } from './viewport';

/** Pixels in the longer side, however large or small the view is. */
const MOST = 2048;
const LEAST = 800;
/** Sizes are multiples of that, so that pictures need not be read again for a few pixels. */
const STEP = 128;

/** Pixels in the longer side of a picture that fills the view: 1280 for 1200 × 800. `density` is pixels of the screen. */
export function sizeFor({ width, height }: Size, density: number): number {
  const seen = Math.max(width, height) * density;
  return Math.min(Math.max(Math.ceil(seen / STEP) * STEP, LEAST), MOST);
}
