/** Which files of `process` the script of a checkout has made. Pure. */
import { SIRIL_EXTENSIONS } from '../../siril/folders/imageNames';
import { claimName } from './checkoutNames';

/**
 * What Siril puts before the name of a sequence, step by step, and only where every image can be made again
 * from the frames. Each is the prefix that the documentation of the command names as its default (Siril
 * 1.0.6, 1.2.6 and 1.4.4, `Commands`): `pp_` preprocess and calibrate · `r_` register and seqapplyreg ·
 * `bkg_` seqsubsky · `cc_` seqfind_cosme · `cosme_` seqcosme · `cropped_` seqcrop · `Ha_`, `OIII_`, `Green_`
 * seqextract · `unband_` seqfixbanding (1.2) · `scaled_` seqresample and `ccm_` seqccm (1.4). What people do
 * by hand and look at has prefixes, too (`starless_`, `stretch_`, `mtf_`, `dec_`), and stays.
 */
const PREFIXES = [
  'pp_',
  'r_',
  'bkg_',
  'cc_',
  'cosme_',
  'cropped_',
  'Ha_',
  'OIII_',
  'Green_',
  'unband_',
  'scaled_',
  'ccm_',
];

/**
 * Siril's own folders in a working folder and what it keeps there, one file for an image of a sequence: lists
 * of stars in `cache`, weights of drizzled images in `drizztmp` (1.4, `get_sequence_cache_filename` in its
 * `sequence.c`).
 */
const SIRIL_FOLDERS: Readonly<Record<string, readonly string[]>> = {
  cache: ['.lst', '.dat'],
  drizztmp: SIRIL_EXTENSIONS,
};

/** An unfinished copy, as `partName` calls it. */
const PART = /\.[0-9a-f]{12}\.part$/;

export type ScratchTest = (name: string) => boolean;

/** What a copy of `0001.fits` is called until it is whole: `0001.fits.0123456789ab.part`. */
export function partName(name: string, random: string): string {
  return `${name}.${random}.part`;
}

/**
 * A test for names of files in `process`. With the sequence `light_L` it accepts the images
 * `light_L_00001.fit` and `r_pp_light_L_00001.fit`, `r_pp_light_L_.seq` and `light_L_conversion.txt`, but
 * neither `light_L.fit`, which no step of a script writes, nor `final_light_L_00001.fit`. Siril numbers with
 * five digits or more.
 */
export function scratchTest(sequences: readonly string[]): ScratchTest {
  const isSequence = sequenceTest(sequences);
  return (name) => {
    if (PART.test(name)) return true;
    if (name.endsWith('_conversion.txt')) return isSequence(name.slice(0, -'_conversion.txt'.length));
    if (name.endsWith('_.seq')) return isSequence(name.slice(0, -'_.seq'.length));
    return isNumbered(name, SIRIL_EXTENSIONS, isSequence);
  };
}

/** As `scratchTest`, for the files in a folder of `process`; null for a folder that is not the script's. */
export function scratchTestIn(
  folder: string,
  sequences: readonly string[],
  stacks: readonly string[],
): ScratchTest | null {
  const extensions = Object.hasOwn(SIRIL_FOLDERS, folder) ? SIRIL_FOLDERS[folder] : undefined;
  const isSequence = sequenceTest(sequences);
  if (extensions !== undefined) return (name) => isNumbered(name, extensions, isSequence);
  if (!folder.startsWith('channels_') || !sequences.includes(folder)) return null;
  return (name) => isChannelFile(name, stacks) || name === `${folder}_conversion.txt`;
}

/**
 * Whether Siril could take a file in `process` into a sequence of this name, or into one that it makes of it.
 * Siril reads every file as one that has the name and a number of any length before the extension of its
 * settings, so this asks less than `scratchTest`: `couldJoin('pp_Light_7.FITS', 'light')` is true.
 */
export function couldJoin(name: string, sequence: string): boolean {
  const wanted = sequence.toLowerCase();
  for (let rest = name.toLowerCase(); ;) {
    if (rest === wanted) return true;
    if (rest.startsWith(wanted) && /^[_-]*\d*(\.|_conversion)/.test(rest.slice(wanted.length))) return true;
    const prefix = PREFIXES.find((each) => rest.startsWith(each.toLowerCase()));
    if (prefix === undefined) return false;
    rest = rest.slice(prefix.length);
  }
}

/** A test for names of sequences, with or without what Siril has put before them: `pp_light_L`. */
function sequenceTest(sequences: readonly string[]): ScratchTest {
  const known = new Set(sequences);
  return (name) => {
    for (let stem = name; ;) {
      if (known.has(stem)) return true;
      const prefix = PREFIXES.find((each) => stem.startsWith(each));
      if (prefix === undefined) return false;
      stem = stem.slice(prefix.length);
    }
  };
}

function isNumbered(name: string, extensions: readonly string[], isSequence: ScratchTest): boolean {
  return extensions.some((extension) => {
    if (!name.endsWith(extension)) return false;
    const sequence = /^(.+)_\d{5,}$/.exec(name.slice(0, -extension.length))?.[1];
    return sequence !== undefined && isSequence(sequence);
  });
}

/** `01_NGC_7000_L.fit` in the folder of the channels, where the script keeps stacks to be aligned. */
function isChannelFile(name: string, stacks: readonly string[]): boolean {
  return SIRIL_EXTENSIONS.some((extension) => {
    if (!name.endsWith(extension)) return false;
    const stem = name.slice(0, -extension.length);
    return /^\d\d_/.test(stem) && stacks.includes(stem.slice(3));
  });
}

/**
 * Gives each sequence its name: the wanted one, or `light_L_2` where a file of these names would be stacked
 * with it. `kept` are names in `process` that stay there, of files and folders.
 */
export function freeNames(kept: readonly string[]): (sequence: string) => string {
  const taken = new Set<string>();
  const isFree = (sequence: string) => !kept.some((name) => couldJoin(name, sequence));
  return (sequence) => {
    if (isFree(sequence)) {
      taken.add(sequence.normalize('NFC').toLowerCase());
      return sequence;
    }
    for (;;) {
      const other = claimName(sequence, '', taken);
      if (isFree(other)) return other;
    }
  };
}
