/** What Siril makes of the pixels of a file, version by version. Pure. */
import { parseSirilVersion } from '../../siril/commands/version';
import { dialect } from '../../siril/script/dialect';
import type { Pixels } from './pixels';

/** Sample formats that Siril does not mix in one sequence: 8 bits, 16 bits, floating point. */
export type Depth = 'byte' | 'word' | 'float';

/** `16-bit`, as a person says it. */
export const DEPTH_TEXT: Readonly<Record<Depth, string>> = {
  byte: '8-bit',
  word: '16-bit',
  float: 'floating point',
};

/** Null for formats that Siril cannot stack at all. */
export function depthOf({ bitpix }: Pick<Pixels, 'bitpix'>): Depth | null {
  if (bitpix < 0) return 'float';
  return bitpix === 8 ? 'byte' : bitpix === 16 ? 'word' : null;
}

/**
 * Why a file cannot go into a stack of this version of Siril, with what Siril would do; null where it can.
 * Without a version what every version fails at counts, and what the newest one can read is let through:
 * `1.0.6`, null.
 *
 * Siril 1.0.6 was run on files of each kind, what 1.2.6 and 1.4.4 make of whole numbers and ADU has been
 * measured, and the rest is in `read_fits_metadata` of its `image_format_fits.c`: an image with a third axis
 * is one of three colours, whatever NAXIS3 says.
 */
export function pixelRefusal(pixels: Pixels, version: string | null): string | null {
  const { bitpix, axes, images, scale } = pixels;
  if (images > 1) return `of ${images} images in one file Siril would stack each as its own frame`;
  if (bitpix === 32 || bitpix === 64) {
    return `Siril crashes or stops at ${bitpix}-bit whole numbers (16-bit or floating point is what it reads)`;
  }
  if (axes.length > 3) return `Siril ends at an image of ${axes.length} axes`;
  const planes = axes[2];
  if (planes === 1 && isOld(version)) {
    return 'Siril 1.0 looks for three colours in an image with NAXIS3 = 1 (Siril 1.2 and later does not)';
  }
  if (planes !== undefined && planes !== 1 && planes !== 3) {
    const would =
      planes < 3 ? 'fails to read three colours of' : 'takes the first three for red, green and blue of';
    return `Siril ${would} a cube of ${planes} images`;
  }
  if (scale === 'adu' && !readsAdu(version)) {
    return (
      'Siril before 1.4 makes a wrong picture of floating-point pixels that count in ADU, or stops at them ' +
      '(Siril 1.4 reads them)'
    );
  }
  return null;
}

/** Whether floating-point pixels beyond 0 to 1 are read as ADU, which Siril does since 1.4. */
function readsAdu(version: string | null): boolean {
  const parsed = version === null ? null : parseSirilVersion(version);
  return parsed === null || parsed.major > 1 || (parsed.major === 1 && parsed.minor >= 4);
}

function isOld(version: string | null): boolean {
  return dialect(version) === '1.0';
}
