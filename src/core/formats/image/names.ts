/**
 * Which file names are those of images, and what their extensions are. The one answer to that question. Pure.
 */
import type { FileFormat } from '../fits/header';

/** What a FITS file may end in (FITS 4.0 names `.fits`, `.fit`, `.fts` and `.fz` in use), in lower case. */
export const FITS_ENDINGS = ['fits', 'fit', 'fts'] as const;
/** Compression that is read, behind an ending of FITS. */
export const FITS_PACKINGS = ['gz', 'fz'] as const;
/** Of a monolithic XISF file. */
export const XISF_ENDING = 'xisf';
/** Other packing, which is not read; a name keeps it as part of its extension all the same. */
const OTHER_PACKINGS = ['bz2', 'xz', 'zip'];

const FITS = `(?:${FITS_ENDINGS.join('|')})`;
const PACKING = `(?:${FITS_PACKINGS.join('|')})`;

/**
 * The extension of an image file as the source of a regular expression without groups, for a search within a
 * text.
 */
export const IMAGE_EXTENSION = `\\.(?:${XISF_ENDING}|${FITS}(?:\\.${PACKING})?)`;

const IMAGE = new RegExp(`${IMAGE_EXTENSION}$`, 'i');
const LONGEST = new RegExp(
  `\\.(?:${FITS}|${XISF_ENDING})(?:\\.(?:${PACKING}|${OTHER_PACKINGS.join('|')}))?$`,
  'i',
);

/** What an image file is by its name: `M31.fits.gz` is `fits.gz`, `M31.XISF` is `xisf`, `M31.jpg` is null. */
export function imageFormat(name: string): FileFormat | null {
  const extension = imageExtension(name).toLowerCase();
  if (extension === '') return null;
  if (extension === `.${XISF_ENDING}`) return 'xisf';
  if (extension.endsWith('.gz')) return 'fits.gz';
  return extension.endsWith('.fz') ? 'fits.fz' : 'fits';
}

/** Whether a name is that of an image file: `M31.fits.gz`, `M31.XISF`. */
export function isImageName(name: string): boolean {
  return IMAGE.test(name);
}

/** The whole extension as written, empty for other files: `.fits.gz`, `.FIT`, `.xisf`. */
export function imageExtension(name: string): string {
  return IMAGE.exec(name)?.[0] ?? '';
}

/**
 * As `imageExtension`, with packing that is not read as well: `.fits.bz2`, `.xisf.zip`. For taking a name
 * apart, not for telling whether the file is an image.
 */
export function packedExtension(name: string): string {
  return LONGEST.exec(name)?.[0] ?? '';
}

/** A name without its extension, packed or not: `M31` of `M31.fits.gz`; other names as they are. */
export function imageStem(name: string): string {
  return name.slice(0, name.length - packedExtension(name).length);
}
