/** Which file names are those of images for Siril, and what their extensions are. Pure. */
import { FITS_ENDINGS, imageFormat } from '../../formats/image/names';

/** The extensions of `setext`, and those that a Siril set to compress writes: `.fits`, `.fit.fz`. */
export const SIRIL_EXTENSIONS: readonly string[] = ['', '.fz'].flatMap((packing) =>
  FITS_ENDINGS.map((ending) => `.${ending}${packing}`),
);

const FITS = SIRIL_EXTENSIONS.map((extension) => extension.replaceAll('.', '\\.')).join('|');
/** FITS and what else Siril can open. */
const IMAGE = new RegExp(`(?:${FITS}|\\.(?:tiff?|png|jpe?g|jxl|heic|avif|bmp|ppm|pgm|pnm|ser|xisf))$`, 'i');

/**
 * Whether a name is that of a FITS file that Siril reads, which is not so for gzipped ones: `dark.fit.fz`.
 */
export function isSirilFits(name: string): boolean {
  const format = imageFormat(name);
  return format === 'fits' || format === 'fits.fz';
}

/** Whether Siril can open a file of this name as an image or as one of several: `M31.tif`, `moon.ser`. */
export function isSirilImage(name: string): boolean {
  return IMAGE.test(name);
}

/** The name by which a script knows an image: `dark_stacked` of `dark_stacked.fit.fz`. */
export function stem(name: string): string {
  return name.replace(IMAGE, '');
}
