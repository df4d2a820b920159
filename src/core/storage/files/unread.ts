/**
 * Files that may hold exposures and that this program does not read: what they are, and what the user can do.
 * Pure.
 */
import { english } from '../../base/english';
import { FITS_ENDINGS } from '../../formats/image/names';
import { countText } from '../../text/words';

/** `.fits.xz`, `.fit.xz` … */
function packed(...packings: readonly string[]): string[] {
  return packings.flatMap((packing) => FITS_ENDINGS.map((ending) => `.${ending}.${packing}`));
}

interface Kind {
  /** Endings of names, in lower case. */
  readonly endings: readonly string[];
  /** `1 Canon raw file`, `12 Canon raw files`. */
  readonly text: (count: number) => string;
  readonly advice: string;
}

const RAW = english(
  'convert them to FITS without debayering, with Siril (Conversion) for instance, and register the FITS files',
);
const VIDEO = english(
  'stack each with Siril or AutoStakkert, or convert it to FITS frames, and register these',
);
const UNPACK = english('unpack them and register what is in them');

/**
 * Pictures to look at (JPEG, PNG) and videos of the sky for friends are no exposures, and nobody misses them.
 */
const KINDS: readonly Kind[] = [
  {
    endings: ['.cr2', '.cr3', '.crw'],
    text: (n) => (n === 1 ? english('{0} Canon raw file', n) : english('{0} Canon raw files', n)),
    advice: RAW,
  },
  {
    endings: ['.nef', '.nrw'],
    text: (n) => (n === 1 ? english('{0} Nikon raw file', n) : english('{0} Nikon raw files', n)),
    advice: RAW,
  },
  {
    endings: ['.arw'],
    text: (n) => (n === 1 ? english('{0} Sony raw file', n) : english('{0} Sony raw files', n)),
    advice: RAW,
  },
  {
    endings: ['.raf'],
    text: (n) => (n === 1 ? english('{0} Fujifilm raw file', n) : english('{0} Fujifilm raw files', n)),
    advice: RAW,
  },
  {
    endings: ['.orf'],
    text: (n) => (n === 1 ? english('{0} Olympus raw file', n) : english('{0} Olympus raw files', n)),
    advice: RAW,
  },
  {
    endings: ['.rw2'],
    text: (n) => (n === 1 ? english('{0} Panasonic raw file', n) : english('{0} Panasonic raw files', n)),
    advice: RAW,
  },
  {
    endings: ['.pef'],
    text: (n) => (n === 1 ? english('{0} Pentax raw file', n) : english('{0} Pentax raw files', n)),
    advice: RAW,
  },
  {
    endings: ['.dng'],
    text: (n) => (n === 1 ? english('{0} DNG raw file', n) : english('{0} DNG raw files', n)),
    advice: RAW,
  },
  {
    endings: ['.ser'],
    text: (n) => (n === 1 ? english('{0} SER video', n) : english('{0} SER videos', n)),
    advice: VIDEO,
  },
  {
    endings: ['.avi'],
    text: (n) => (n === 1 ? english('{0} AVI video', n) : english('{0} AVI videos', n)),
    advice: VIDEO,
  },
  {
    endings: ['.tif', '.tiff'],
    text: (n) => (n === 1 ? english('{0} TIFF image', n) : english('{0} TIFF images', n)),
    advice: english('where they are exposures, convert them to FITS, with Siril (Conversion) for instance'),
  },
  {
    endings: packed('xz', 'bz2'),
    text: (n) => (n === 1 ? english('{0} packed FITS file', n) : english('{0} packed FITS files', n)),
    advice: english('unpack them, or pack them with gzip or fpack'),
  },
  {
    endings: [...packed('zst', 'z'), '.z'],
    text: (n) => (n === 1 ? english('{0} packed file', n) : english('{0} packed files', n)),
    advice: english('unpack them, or pack them with gzip or fpack'),
  },
  {
    endings: ['.zip', '.7z', '.rar', '.tar', '.tgz', '.tar.gz'],
    text: (n) => (n === 1 ? english('{0} packed file', n) : english('{0} packed files', n)),
    advice: UNPACK,
  },
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
  if (kind === undefined)
    return english('{0} ({1}): only FITS and XISF are read', countText(count, 'file'), ending);
  return english('{0} ({1}): only FITS and XISF are read; {2}', kind.text(count), ending, kind.advice);
}
