/** Which file names are those of FITS files. */
import type { FileFormat } from './header';

const FITS_NAME = /\.(?:fits|fit|fts)(?:\.(gz|fz))?$/i;

/** What a file is by its name: `M31.FIT` is `fits`, `M31.fits.fz` is `fits.fz`, `M31.jpg` is null. */
export function isFitsName(name: string): FileFormat | null {
  const match = FITS_NAME.exec(name);
  if (!match) return null;
  const packed = match[1]?.toLowerCase();
  if (packed === 'gz') return 'fits.gz';
  return packed === 'fz' ? 'fits.fz' : 'fits';
}

/** The whole extension as written, empty for other files: `.fits`, `.FIT`, `.fits.gz`, `.fit.fz`. */
export function fitsExtension(name: string): string {
  return FITS_NAME.exec(name)?.[0] ?? '';
}
