/**
 * Names that mean the same although they are spelled otherwise: filters, and makers that are left out. Pure.
 */
import type { NameKind } from '../../base/nameRule';
import { canonModel, isPlayerOne, withoutSerial } from './cameras';
import { filterMeaning } from './filterNames';
import { foldSpelling } from './namer';
import { wordsOf } from './typo';

/**
 * Words that say what a thing is, which one driver writes and another one leaves out: `ZWO CCD ASI2600MM
 * Pro`.
 */
const FILLERS = new Set(['ccd', 'cmos', 'camera', 'telescope', 'scope']);
const MAKERS = new Set([
  'zwo',
  'qhyccd',
  'qhy',
  'player',
  'one',
  'playerone',
  'touptek',
  'altair',
  'altairastro',
  'toupcam',
  'svbony',
  'atik',
  'moravian',
  'sbig',
  'fli',
  'apogee',
  'qsi',
  'canon',
  'nikon',
  'sony',
  'sky',
  'watcher',
  'skywatcher',
  'celestron',
  'meade',
  'takahashi',
  'askar',
  'william',
  'optics',
  'williamoptics',
  'explore',
  'scientific',
  'orion',
  'ts',
  'omegon',
  'vixen',
  'ioptron',
  'losmandy',
  'planewave',
]);

/**
 * What equal names of a kind have in common, accents aside: `ha` for the filters `Ha`, `H-alpha` and `Hα`.
 */
export function meaningOf(kind: NameKind, name: string): string {
  const folded = foldSpelling(kind, name);
  if (kind === 'object') return folded;
  if (kind === 'filter') return filterMeaning(name) ?? folded;
  const plain = folded.normalize('NFKD').replace(/\p{M}/gu, '');
  return kind === 'imager' ? (canonModel(name) ?? plain) : plain;
}

/** The sensor, which Player One's driver writes behind the name: `(IMX571)`. */
const SENSOR = /\s*\(imx ?\d{3,4}[a-z]{0,4}\)\s*$/i;

/** A camera or a telescope in parts: `{ maker: 'zwo', model: 'asi2600mmpro', serial: '' }`. */
export interface Model {
  /** Empty where it is left out. */
  readonly maker: string;
  readonly model: string;
  /** Serial number behind the model, empty where there is none. */
  readonly serial: string;
}

/** Other spellings of a maker. */
const SAME_MAKER: Readonly<Record<string, string>> = {
  qhyccd: 'qhy',
  altairastro: 'altair',
  toupcam: 'touptek',
};

/**
 * Null for a name without a number, and for one of nothing but numbers: then there is no telling what the
 * model is.
 */
export function modelOf(name: string): Model | null {
  const { name: plain, serial } = withoutSerial(name);
  const words = wordsOf(plain.replace(SENSOR, '')).filter((word) => !FILLERS.has(word));
  const makers = new Set(words.filter((word) => MAKERS.has(word)).map((word) => SAME_MAKER[word] ?? word));
  // Altair writes its own name in two words, and its drivers leave out the series.
  const series = makers.has('altair') ? ['astro', 'hypercam'] : [];
  const model = words.filter((word) => !MAKERS.has(word) && !series.includes(word));
  const isNumbered = model.some((word) => /\p{N}/u.test(word)) && model.some((word) => /\p{L}/u.test(word));
  if (!isNumbered && !isPlayerOne(model)) return null;
  const maker = [...makers].join('');
  // Put together as folding does, with a border only between two numbers.
  return { maker, model: model.join(' ').replace(/(?<!\p{N}) | (?!\p{N})/gu, ''), serial };
}

/** Whether both names are of filters that are known, and so known to be two. */
export function areDifferentFilters(a: string, b: string): boolean {
  const [one, other] = [a, b].map(filterMeaning);
  return one !== undefined && other !== undefined && one !== other;
}
