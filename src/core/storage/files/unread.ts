/**
 * Files that may hold exposures and that this program does not read: what they are, and what the user can do.
 * Pure.
 */
import { FITS_ENDINGS } from '../../formats/image/names';
import { countText } from '../../text/words';

/** `.fits.xz`, `.fit.xz` … */
function packed(...packings: readonly string[]): string[] {
  return packings.flatMap((packing) => FITS_ENDINGS.map((ending) => `.${ending}.${packing}`));
}

interface Kind {
  /** Endings of names, in lower case. */
  readonly endings: readonly string[];
  /** `Canon raw file`; more of them have an s. */
  readonly name: string;
  readonly advice: string;
}

const RAW =
  'convert them to FITS without debayering, with Siril (Conversion) for instance, and register the FITS files';
const VIDEO = 'stack each with Siril or AutoStakkert, or convert it to FITS frames, and register these';
const UNPACK = 'unpack them and register what is in them';

/**
 * Pictures to look at (JPEG, PNG) and videos of the sky for friends are no exposures, and nobody misses them.
 */
const KINDS: readonly Kind[] = [
  { endings: ['.cr2', '.cr3', '.crw'], name: 'Canon raw file', advice: RAW },
  { endings: ['.nef', '.nrw'], name: 'Nikon raw file', advice: RAW },
  { endings: ['.arw'], name: 'Sony raw file', advice: RAW },
  { endings: ['.raf'], name: 'Fujifilm raw file', advice: RAW },
  { endings: ['.orf'], name: 'Olympus raw file', advice: RAW },
  { endings: ['.rw2'], name: 'Panasonic raw file', advice: RAW },
  { endings: ['.pef'], name: 'Pentax raw file', advice: RAW },
  { endings: ['.dng'], name: 'DNG raw file', advice: RAW },
  { endings: ['.ser'], name: 'SER video', advice: VIDEO },
  { endings: ['.avi'], name: 'AVI video', advice: VIDEO },
  {
    endings: ['.tif', '.tiff'],
    name: 'TIFF image',
    advice: 'where they are exposures, convert them to FITS, with Siril (Conversion) for instance',
  },
  {
    endings: packed('xz', 'bz2'),
    name: 'packed FITS file',
    advice: 'unpack them, or pack them with gzip or fpack',
  },
  {
    endings: [...packed('zst', 'z'), '.z'],
    name: 'packed file',
    advice: 'unpack them, or pack them with gzip or fpack',
  },
  { endings: ['.zip', '.7z', '.rar', '.tar', '.tgz', '.tar.gz'], name: 'packed file', advice: UNPACK },
];

/** Longest first, so that `.fits.zst` comes before `.z`. */
const ENDINGS = KINDS.flatMap((kind) => kind.endings.map((ending) => ({ ending, kind }))).sort(
  (a, b) => b.ending.length - a.ending.length,
);

/**
 * The ending by which a file is known to be one of these: `IMG_0001.CR2` is `.cr2`, `M31.fits.xz` is
 * `.fits.xz`. Null for files that are read, that are nothing to an archive of exposures, or that are hidden.
 */
export function unreadEnding(name: string): string | null {
  if (name.startsWith('.')) return null;
  // No ending is longer.
  const end = name.slice(-10).toLowerCase();
  return ENDINGS.find(({ ending }) => end.endsWith(ending) && name.length > ending.length)?.ending ?? null;
}

/** `12 Canon raw files (.cr2): only FITS and XISF are read; convert them to FITS without debayering, …`. */
export function unreadText(ending: string, count: number): string {
  const kind = ENDINGS.find((each) => each.ending === ending)?.kind;
  if (kind === undefined) return `${countText(count, 'file')} (${ending}): only FITS and XISF are read`;
  return `${count} ${kind.name}${count === 1 ? '' : 's'} (${ending}): only FITS and XISF are read; ${kind.advice}`;
}
