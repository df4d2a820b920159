/** Frame types from folder and file names, for files whose header does not say what they are for. */
import type { FrameType } from '../../base/frame';

const TYPE_WORDS: Readonly<Record<string, FrameType>> = {
  light: 'light',
  lights: 'light',
  dark: 'dark',
  darks: 'dark',
  masterdark: 'dark',
  flat: 'flat',
  flats: 'flat',
  masterflat: 'flat',
  bias: 'bias',
  biases: 'bias',
  biasses: 'bias',
  offset: 'bias',
  offsets: 'bias',
  masterbias: 'bias',
  flatdark: 'flatDark',
  flatdarks: 'flatDark',
  darkflat: 'flatDark',
  darkflats: 'flatDark',
  stack: 'stack',
  stacks: 'stack',
  stacked: 'stack',
};

/** `Dark Nebula` and `Light pollution` are no frame types. */
const OTHER_MEANING = new Set([
  'nebula',
  'nebulae',
  'sky',
  'skies',
  'cloud',
  'matter',
  'site',
  'pollution',
  'year',
]);
/** Words that stand beside a type in the name of a folder without making it the name of something else. */
const FOLDER_WORDS = new Set([
  'frame',
  'frames',
  'master',
  'masters',
  'library',
  'calibration',
  'panel',
  'night',
]);

/** Longer names are not looked into. */
const LONGEST_NAME = 300;
/** Deeper than the standard folders are. */
const MOST_LEVELS = 8;

/**
 * The type that a folder of the path names, the innermost first: `darks`, `Flats_Ha`, `Dark_300s_-10C`. A
 * folder must be about frames altogether, so that `Dark Nebula LDN 1622` is not taken for one.
 */
export function typeFromFolders(folders: readonly string[]): FrameType | null {
  const nearest = folders.slice(-MOST_LEVELS).reverse();
  for (const folder of nearest) {
    const words = wordsOf(folder);
    const type = onlyType(words);
    if (type !== null && words.every(isFolderWord)) return type;
  }
  return null;
}

/** The type that a file name says: `masterDark_BIN-1.fit`, `2024-09-13_flat_Ha_001.fits`. */
export function typeFromName(fileName: string): FrameType | null {
  return onlyType(wordsOf(fileName));
}

/** What frames are called that serve to set up a telescope. */
const SET_UP_WORDS = new Set(['snapshot', 'snapshots', 'autofocus']);
/** The same where the header is silent; `focus` alone can be part of the name of a folder or a project. */
const FOCUS_WORDS = new Set([...SET_UP_WORDS, 'focus', 'focusing', 'focussing']);

/**
 * Whether a file name, or one of the innermost `levels` folders as a whole, says that a frame was taken to
 * focus or to look: `autofocus_frame_001.fits`, `SNAPSHOT/2024-09-13_001.fits`. `typed`: the header says what
 * the frame is for.
 */
export function isSetUpByPlace(
  folders: readonly string[],
  fileName: string,
  levels: number,
  typed: boolean,
): boolean {
  const known = typed ? SET_UP_WORDS : FOCUS_WORDS;
  if (wordsOf(fileName).some((word) => known.has(word))) return true;
  return folders.slice(-levels).some((folder) => {
    const words = wordsOf(folder);
    return (
      words.some((word) => FOCUS_WORDS.has(word)) &&
      words.every((word) => FOCUS_WORDS.has(word) || word === 'frame' || word === 'frames' || word === 'auto')
    );
  });
}

function wordsOf(name: string): readonly string[] {
  if (name.length > LONGEST_NAME) return [];
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function isFolderWord(word: string): boolean {
  return word.length <= 4 || /\d/.test(word) || FOLDER_WORDS.has(word) || typeOfWord(word) !== undefined;
}

function typeOfWord(word: string): FrameType | undefined {
  return Object.hasOwn(TYPE_WORDS, word) ? TYPE_WORDS[word] : undefined;
}

/** `flat darks` and `dark flats` are one thing, `flats darks` are two: a folder for both. */
function isFlatDark(word: string, next: string): boolean {
  const types = [typeOfWord(word), typeOfWord(next)];
  const both = types.includes('dark') && types.includes('flat');
  return both && !(word.endsWith('s') && next.endsWith('s'));
}

/**
 * The one type among the words; null where there is none or more than one. A stack counts as the weakest
 * word.
 */
function onlyType(words: readonly string[]): FrameType | null {
  const found = new Set<FrameType>();
  for (let n = 0; n < words.length; n++) {
    const type = typeOfWord(words[n] ?? '');
    if (type === undefined || OTHER_MEANING.has(words[n + 1] ?? '')) continue;
    if (isFlatDark(words[n] ?? '', words[n + 1] ?? '')) {
      found.add('flatDark');
      n++;
    } else found.add(type);
  }
  if (found.size > 1) found.delete('stack');
  const [type] = found;
  return found.size === 1 && type !== undefined ? type : null;
}
