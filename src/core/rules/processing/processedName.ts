/**
 * What file and folder names say of a frame's processing. A name alone proves nothing: `M31_r.fits` is a raw
 * frame in red.
 */
import type { Processing } from '../../base/frame';
import { imageStem } from '../../formats/image/names';
import { lastStep } from './processingStep';

export interface ProcessedName {
  readonly processing: Processing;
  /** Whether nothing else is written so: `pp_light_00001`, `calibrated-T68-m81`; not `_c` and `_r`. */
  readonly plain: boolean;
}

/** Longer names are not looked into. */
const LONGEST_NAME = 300;
/** Marks at the end or the beginning of a name. */
const MOST_MARKS = 8;
/** Folders above a file that are looked at. */
const MOST_LEVELS = 3;

/**
 * Words at the end of a name, behind `_`: WBPP's `_c` calibrated, `_cc` cosmetically corrected, `_d`
 * debayered, `_r` registered; ASTAP's `_cal` and `_aligned`. Null for those which say nothing of the pixels'
 * place or calibration: `_a` approved by SubframeSelector, `_n` normalized by Seti Astro Suite, `_lps` a
 * linear pattern subtracted.
 */
const SUFFIXES: ReadonlyMap<string, Processing | null> = new Map<string, Processing | null>([
  ['c', 'calibrated'],
  ['cc', 'calibrated'],
  ['cal', 'calibrated'],
  ['calibrated', 'calibrated'],
  ['d', 'calibrated'],
  ['debayered', 'calibrated'],
  ['r', 'registered'],
  ['reg', 'registered'],
  ['registered', 'registered'],
  ['aligned', 'registered'],
  ['a', null],
  ['n', null],
  ['lps', null],
]);

/** Siril's prefixes of sequences, which pile up: `r_bkg_pp_light_00001`. */
const PREFIXES: readonly (readonly [prefix: string, processing: Processing])[] = [
  ['r_', 'registered'],
  ['pp_', 'calibrated'],
  ['bkg_', 'calibrated'],
];

/** What iTelescope puts in front of a name, and what our own standard names begin with. */
const WORDS: readonly (readonly [pattern: RegExp, processing: Processing])[] = [
  [/^calibrated-/i, 'calibrated'],
  [/^registered-/i, 'registered'],
  [/^stretched-/i, 'stretched'],
  // DeepSkyStacker's `x.cal.fits` and `x.reg.fits`.
  [/.\.cal$/i, 'calibrated'],
  [/.\.reg$/i, 'registered'],
];

/** Where WBPP and Seti Astro Suite put what they make: `registered/Light_BIN-1_L`. */
const FOLDERS: ReadonlyMap<string, Processing> = new Map<string, Processing>([
  ['calibrated', 'calibrated'],
  ['debayered', 'calibrated'],
  ['registered', 'registered'],
  ['aligned_images', 'registered'],
]);

/**
 * `processedName([], 'r_pp_light_00001.fit')` is registered; null where neither name nor folder says
 * anything.
 */
export function processedName(folders: readonly string[], fileName: string): ProcessedName | null {
  if (fileName.length > LONGEST_NAME) return null;
  const stem = imageStem(fileName);
  const word = WORDS.find(([pattern]) => pattern.test(stem));
  if (word !== undefined) return { processing: word[1], plain: true };
  return prefixed(stem) ?? suffixed(stem) ?? inFolder(folders);
}

function prefixed(stem: string): ProcessedName | null {
  const found: Processing[] = [];
  let rest = stem.toLowerCase();
  for (let n = 0; n < MOST_MARKS; n++) {
    const prefix = PREFIXES.find(([text]) => rest.startsWith(text) && rest.length > text.length);
    if (prefix === undefined) break;
    found.push(prefix[1]);
    rest = rest.slice(prefix[0].length);
  }
  // `r_` alone is a filter as well.
  return named(found, found.includes('calibrated'));
}

function suffixed(stem: string): ProcessedName | null {
  const words = stem.toLowerCase().split('_').slice(-MOST_MARKS);
  const found: Processing[] = [];
  let plain = false;
  // The first word is the name itself.
  for (const word of words.slice(1).reverse()) {
    const processing = SUFFIXES.get(word);
    if (processing === undefined) break;
    if (processing !== null) found.push(processing);
    if (word.length > 3) plain = true;
  }
  return named(found, plain);
}

function inFolder(folders: readonly string[]): ProcessedName | null {
  const nearest = folders.slice(-MOST_LEVELS).reverse();
  for (const folder of nearest) {
    const processing = FOLDERS.get(folder.toLowerCase());
    if (processing !== undefined) return { processing, plain: false };
  }
  return null;
}

function named(found: readonly Processing[], plain: boolean): ProcessedName | null {
  const last = lastStep(found);
  return last === null || last === 'stacked' ? null : { processing: last, plain };
}
