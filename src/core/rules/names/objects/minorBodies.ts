/**
 * Comets and asteroids, by the designations of the Minor Planet Center: `C/2023 A3`, `12P/Pons-Brooks`,
 * `3I/ATLAS`, `P/2019 LD2`, `2024 YR4`, `(433) Eros`, with or without their names, and with the separators
 * that file names allow.
 */
import { catalogueKey } from './catalogueKey';
import { designationOf, foldObject } from './designation';

/** Longer names are sentences. */
const LONGEST = 80;

/** Written before a designation without being part of it. */
const KIND = /^(?:comet|komet|comete|cometa|asteroid|minor planet|dwarf planet|neo|pha)[ :]+/;
/** `c/2023 a3`, `c2023a3`, `c-2023-a3`, `p/2019 ld2`, with a fragment: `c/2019 y4-b`. */
const PROVISIONAL = /^([cpdxai])[ /-]{0,2}(\d{4})[ -]?([a-hj-y][a-hj-z]?)[ -]?(\d{0,3})(?:-([a-z]{1,2}))?$/;
/** An asteroid's stands alone, in one piece: `2024 yr4`, `2004 mn4`. */
const BARE = /^(\d{4})[ -]?([a-hj-y][a-hj-z])(\d{0,3})$/;
/** `12p`, `0012p`, `3i`, `73p-b`. */
const NUMBERED = /^0{0,3}([1-9]\d{0,2})([pi])(?:-([a-z]{1,2}))?$/;
/**
 * `12p/pons-brooks`, `12p pons-brooks`, `12p-pons-brooks`, `12p(pons-brooks)`, `73p/schwassmann-wachmann
 * 3-b`.
 */
const NUMBERED_NAME = /^0{0,3}([1-9]\d{0,2})([pdi])(?:[ /-]{1,3}|(?=\())(\S.*)$/;
/** `(433) eros`, `(433)`. */
const BRACKETED = /^\(0{0,6}([1-9]\d{0,6})\) ?(.*)$/;
const PLAIN_NUMBER = /^0{0,6}([1-9]\d{0,6})(?: (.*))?$/;

/** Collinder, Trumpler, and stars of HD and HR: `2024 Cr 399` is a cluster in a year. */
const OTHER_CATALOGUES = new Set(['cr', 'tr', 'hd', 'hr', 'pk']);

/** Words of which a name says what was done with a comet or where, and is not that of the comet alone. */
const OTHER_WORDS = new Set([
  'panel',
  'pane',
  'tile',
  'mosaic',
  'mosaik',
  'field',
  'frame',
  'part',
  'wide',
  'test',
  'tail',
  'core',
  'head',
  'coma',
  'nucleus',
  'and',
  'with',
  'near',
  'at',
  'meets',
  'over',
  'by',
  'north',
  'south',
  'east',
  'west',
  'left',
  'right',
  'top',
  'bottom',
  'center',
  'centre',
  'night',
  'session',
  'drift',
  'stars',
  'star',
  'moon',
  'light',
  'lights',
  'dark',
  'darks',
  'flat',
  'flats',
  'bias',
  'biases',
  'sun',
  'venus',
  'mars',
  'jupiter',
  'saturn',
  'uranus',
  'neptune',
  'mercury',
]);

/** The same without a blank before a letter: `PanelB`. */
const PARTS = /(?:^|[ (-])(?:panel|tile|mosai|field|frame)/;

/** Other designations of one body, and names that only one has: the key first, folded. */
const SAME: readonly (readonly string[])[] = [
  ['comet1i', 'body2017u1', 'oumuamua'],
  ['comet2i', 'body2019q4'],
  ['comet3i', 'body2025n1'],
  ['comet1p', 'halley', 'halleys-comet'],
  ['comet2p', 'encke', 'enckes-comet'],
  ['comet12p', 'pons-brooks'],
  ['comet21p', 'giacobini-zinner'],
  ['comet46p', 'wirtanen'],
  ['comet67p', 'churyumov-gerasimenko'],
  ['body1995o1', 'hale-bopp'],
  ['body1996b2', 'hyakutake'],
  ['body2023a3', 'tsuchinshan-atlas'],
  ['asteroid433', 'eros'],
  ['asteroid1', 'ceres'],
  ['asteroid2', 'pallas'],
  ['asteroid3', 'juno'],
  ['asteroid4', 'vesta'],
  ['asteroid99942', 'apophis', 'body2004mn4'],
  ['asteroid101955', 'bennu', 'body1999rq36'],
  ['asteroid162173', 'ryugu', 'body1999ju3'],
  ['asteroid65803', 'didymos', 'body1996gt'],
  ['asteroid3200', 'phaethon', 'body1983tb'],
  ['asteroid134340', 'pluto'],
];
const KEYS: ReadonlyMap<string, string> = new Map(
  SAME.flatMap(([key = '', ...others]) => others.map((other) => [other, key] as const)),
);
/** The names of numbered asteroids that are known here: `eros` for `asteroid433`. */
const NAMES: ReadonlyMap<string, string> = new Map(
  SAME.flatMap(([key = '', name = '']) => (key.startsWith('asteroid') ? [[key, name] as const] : [])),
);

/**
 * One key for every way to write a comet or an asteroid: `body2023a3` for `C/2023 A3`, `C2023A3` and `Comet
 * C/2023 A3 (Tsuchinshan-ATLAS)`, `comet12p` for `12P` and `12P/Pons-Brooks`, `asteroid433` for `(433) Eros`
 * and `433 Eros`. The letter before a year says what is thought of the orbit and changes; year, half month
 * and number are given once. Fragments are their own objects. Null for every other name, and where it is not
 * certain: `2023 A3`, which could be M 31 in 2024 as `2024 M 31`; `61 Cygni`, a star; a number without a
 * name.
 */
export function minorBodyKey(name: string): string | null {
  if (name.length > LONGEST) return null;
  const text = plain(name);
  const kind = KIND.exec(text)?.[0] ?? '';
  const body = text.slice(kind.length);
  const key = designated(body) ?? named(body) ?? numberedAsteroid(body, /^[adnpm]/.test(kind));
  return key === null ? null : (KEYS.get(key) ?? key);
}

/** Lower case, with single blanks, one kind of hyphen and no apostrophes. */
function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’‘`´ʻ"]/g, '')
    .replace(/[‐-―−]/g, '-')
    .replace(/[\s_]+/g, ' ')
    .replace(/^[ -]+|[ -]+$/g, '');
}

/** A designation, alone, with the name of the body behind it, or in brackets behind the name. */
function designated(text: string): string | null {
  const alone = designation(text);
  if (alone !== null) return alone;
  const comet = NUMBERED_NAME.exec(text);
  if (comet !== null) {
    const [, number = '', letter = '', rest = ''] = comet;
    return isNameOfComet(rest) ? numberedKey(number, letter, fragmentOf(rest)) : null;
  }
  const bracket = text.indexOf('(');
  if (bracket === 0 && text.endsWith(')')) return designation(text.slice(1, -1).trim());
  if (bracket > 0 && text.endsWith(')')) {
    const [before, inside] = [text.slice(0, bracket).trim(), text.slice(bracket + 1, -1).trim()];
    const first = designation(before);
    if (first !== null) return isName(inside) || designation(inside) !== null ? first : null;
    return isName(before) ? designation(inside) : null;
  }
  // The name can follow after a blank: of the places where it can begin, those behind the first three words.
  const words = text.split(' ');
  for (let cut = 1; cut <= 3 && cut < words.length; cut++) {
    const first = designation(words.slice(0, cut).join(' '));
    if (first !== null && isName(words.slice(cut).join(' '))) return first;
  }
  return null;
}

function designation(text: string): string | null {
  const provisional = PROVISIONAL.exec(text);
  if (provisional !== null) {
    const [, letter = '', year = '', half = '', number = '', fragment] = provisional;
    // A comet has one letter and a number. Abell's clusters are an A and a number, too; A/ is given since
    // 2017.
    if ((half.length === 1 && number === '') || (letter === 'a' && Number(year) < 2000)) return null;
    return provisionalKey(year, half, number, fragment);
  }
  const bare = BARE.exec(text);
  if (bare !== null) {
    const [, year = '', half = '', number = ''] = bare;
    return OTHER_CATALOGUES.has(half) ? null : provisionalKey(year, half, number);
  }
  const numbered = NUMBERED.exec(text);
  return numbered === null ? null : numberedKey(numbered[1] ?? '', numbered[2] ?? '', numbered[3]);
}

function provisionalKey(year: string, half: string, number: string, fragment?: string): string | null {
  // Provisional designations of this form are from 1925 on; those given later to older comets begin in
  // antiquity.
  if (Number(year) > 2100) return null;
  return `body${year}${half}${number.replace(/^0+/, '')}${inPart(fragment)}`;
}

function inPart(fragment: string | undefined): string {
  return fragment === undefined ? '' : `fragment${fragment}`;
}

function numberedKey(number: string, letter: string, fragment?: string): string {
  return `comet${number}${letter === 'd' ? 'p' : letter}${inPart(fragment)}`;
}

/** `b` of `schwassmann-wachmann 3-b`, `b` of `neat-b`. */
function fragmentOf(name: string): string | undefined {
  return /-([a-z]{1,2})$/.exec(name)?.[1];
}

/** A number and a name of letters may follow: `schwassmann-wachmann 3-b`, `(pons-brooks)`. */
function isNameOfComet(rest: string): boolean {
  return isName(
    rest
      .replace(/^\(|\)$/g, '')
      .replace(/ \d{1,2}(?=$|-)/, '')
      .replace(/-[a-z]{1,2}$/, ''),
  );
}

/** Up to four words of letters that name no place in the sky and no part of a mosaic. */
function isName(text: string): boolean {
  const words = text.replace(/^\(|\)$/g, '').split(/[ -]+/);
  if (PARTS.test(text)) return false;
  if (words.length > 4 || !words.every((word) => /^\p{L}{2,}\.?$/u.test(word) && !OTHER_WORDS.has(word)))
    return false;
  const folded = foldObject(text);
  return catalogueKey(folded) === null && designationOf(folded) === null;
}

/**
 * A name that only one comet or asteroid has, and nothing else: `halley`, `tsuchinshan-atlas`, not `atlas`.
 */
function named(text: string): string | null {
  return KEYS.get(text.replace(/ ?- ?| /g, '-')) ?? null;
}

/** `(433) eros`, `433 eros`, `asteroid 433`. */
function numberedAsteroid(text: string, isAsteroidSaid: boolean): string | null {
  const bracketed = BRACKETED.exec(text);
  const match = bracketed ?? PLAIN_NUMBER.exec(text);
  if (match === null) return null;
  const [, number = '', rest = ''] = match;
  const key = `asteroid${number}`;
  const name = rest.replace(/^\(|\)$/g, '').trim();
  if (name === '') return bracketed !== null || isAsteroidSaid ? key : null;
  if (NAMES.get(key) === name || designation(name) !== null) return key;
  // Of `61 Cygni`, a star, only number and name together are sure: they are the key, with or without
  // brackets.
  return (bracketed !== null || isAsteroidSaid) && isName(name) ? foldObject(`${number} ${name}`) : null;
}
