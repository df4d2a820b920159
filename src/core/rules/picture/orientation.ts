/**
 * Which way up an image is shown, by one rule: ROWORDER where it says so, else the first row is at the bottom
 * as FITS 4.0 §5.1 recommends; XISF stores the top row first (XISF 1.0 §8.5.1).
 */
import type { PixelFile, PixelImage } from '../../formats/pixels/pixelImage';

export interface Orientation {
  /** Where the row is shown that is stored first. */
  readonly firstRow: 'top' | 'bottom';
  /** What says so. */
  readonly from: 'ROWORDER' | 'FITS' | 'XISF';
}

/** `{ firstRow: 'top', from: 'ROWORDER' }` for a frame of N.I.N.A. */
export function orientationOf(
  format: PixelFile['format'],
  { keyword }: Pick<PixelImage, 'keyword'>,
): Orientation {
  if (format === 'xisf') return { firstRow: 'top', from: 'XISF' };
  const order = rowOrderIn(keyword('ROWORDER'));
  if (order === null) return { firstRow: 'bottom', from: 'FITS' };
  return { firstRow: order === 'TOPDOWN' ? 'top' : 'bottom', from: 'ROWORDER' };
}

/** `TOP-DOWN` and `BOTTOM-UP` in any case, with or without the dash. */
function rowOrderIn(value: string | number | boolean | null): 'TOPDOWN' | 'BOTTOMUP' | null {
  const letters = String(value ?? '')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');
  return letters === 'TOPDOWN' || letters === 'BOTTOMUP' ? letters : null;
}
