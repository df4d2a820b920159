/** The filter of flats from folder and file names, for headers that do not say it. */
import { typeFromFolders } from './pathType';

/**
 * Names of filters, in lower case; more words stand in names of files than can be told apart from filters
 * otherwise.
 */
const NAMES = new Set([
  'lum',
  'luminance',
  'red',
  'green',
  'blue',
  'ha',
  'halpha',
  'hbeta',
  'hb',
  'oiii',
  'o3',
  'sii',
  's2',
  'nii',
  'uvir',
  'ircut',
  'irpass',
  'uhc',
  'cls',
  'lextreme',
  'lenhance',
  'lultimate',
  'lpro',
]);
/** Names of one letter, which are nobody's in lower case. */
const LETTERS = new Set(['L', 'R', 'G', 'B', 'H', 'S', 'O', 'V']);
/** Longer names are not looked into. */
const LONGEST_NAME = 300;

/**
 * The filter that the name of a flat or its folder says, as it is written there, and which of the two:
 * `flat_Ha_001.fits`, `Flats_Ha/…`, `Flats/Ha/…`, `Ha/Flats/…`. Null where none or several are named.
 */
export function filterFromPlace(
  folders: readonly string[],
  fileName: string,
): { readonly filter: string; readonly source: 'file name' | 'folder' } | null {
  const named = onlyFilter(fileName.replace(/\.[a-z]+(?:\.[a-z]+)?$/i, ''));
  if (named !== null) return { filter: named, source: 'file name' };
  const isOfFlats = (folder: string | undefined) =>
    folder !== undefined && typeFromFolders([folder]) === 'flat';
  const nearest = folders.length - 1;
  for (let n = nearest; n >= 0 && n > nearest - DEEPEST; n--) {
    const folder = folders[n] ?? '';
    const [only, ...others] = wordsOf(folder);
    const whole = only !== undefined && others.length === 0 && isFilter(only);
    const beside = whole && (isOfFlats(folders[n - 1]) || isOfFlats(folders[n + 1]));
    const filter = beside ? only : isOfFlats(folder) ? onlyFilter(folder) : null;
    if (filter !== null) return { filter, source: 'folder' };
  }
  return null;
}

/** Folders that are looked at, from the innermost outwards. */
const DEEPEST = 4;

function onlyFilter(name: string): string | null {
  const found = new Map(
    wordsOf(name).flatMap((word) => (isFilter(word) ? [[word.toLowerCase(), word]] : [])),
  );
  const [filter] = found.values();
  return found.size === 1 && filter !== undefined ? filter : null;
}

function isFilter(word: string): boolean {
  return LETTERS.has(word) || NAMES.has(word.toLowerCase());
}

function wordsOf(name: string): readonly string[] {
  return name.length > LONGEST_NAME ? [] : name.split(/[^\p{L}\p{N}+]+/u).filter((word) => word !== '');
}
