/**
 * What drivers and shops call one camera: serial numbers behind the model, Canon's names of three continents.
 * Pure.
 */

/**
 * In eight characters and more, or, in fewer, of letters and digits in turns: `0a1b2c` is one, the `F16000`
 * of an Apogee Alta none.
 */
const SERIAL = /^(.{3,}?)[\s_-]+(?:s\/?n[\s:#]*)?[([]?([0-9a-f]{6,32})[)\]]?$/i;
const LONGEST = 120;

/**
 * A camera's name without the serial number that INDI, ASCOM and SDKs write behind it: `{ name: 'QHY268M',
 * serial: 'abcdef0123456789' }`. `serial` is empty where there is none.
 */
export function withoutSerial(name: string): { readonly name: string; readonly serial: string } {
  const text = name.trim();
  const match = text.length > LONGEST ? null : SERIAL.exec(text);
  const [, rest = '', serial = ''] = match ?? [];
  const isSerial = /\d/.test(serial) && (serial.length >= 8 || turnsOf(serial) >= 2);
  return isSerial && /\p{L}/u.test(rest)
    ? { name: rest, serial: serial.toLowerCase() }
    : { name: text, serial: '' };
}

/** How often letters and digits follow each other. */
function turnsOf(text: string): number {
  return (text.match(/[a-z](?=\d)|\d(?=[a-z])/gi) ?? []).length;
}

/**
 * EOS cameras by their names in Europe, in America (Rebel) and in Japan (Kiss and others), folded, as Canon's
 * own lists of products have them. The first one is the key.
 */
const CANON: readonly (readonly string[])[] = [
  ['300d', 'rebel', 'kiss'],
  ['350d', 'rebelxt', 'kissn'],
  ['400d', 'rebelxti', 'kissx'],
  ['450d', 'rebelxsi', 'kissx2'],
  ['500d', 'rebelt1i', 'kissx3'],
  ['550d', 'rebelt2i', 'kissx4'],
  ['600d', 'rebelt3i', 'kissx5'],
  ['650d', 'rebelt4i', 'kissx6i'],
  ['700d', 'rebelt5i', 'kissx7i'],
  ['750d', 'rebelt6i', 'kissx8i'],
  ['760d', 'rebelt6s', '8000d'],
  ['800d', 'rebelt7i', 'kissx9i'],
  ['850d', 'rebelt8i', 'kissx10i'],
  ['77d', '9000d'],
  ['100d', 'rebelsl1', 'kissx7'],
  ['200d', 'rebelsl2', 'kissx9'],
  ['250d', '200dii', 'rebelsl3', 'kissx10'],
  ['1000d', 'rebelxs', 'kissf'],
  ['1100d', 'rebelt3', 'kissx50'],
  ['1200d', 'rebelt5', 'kissx70'],
  ['1300d', 'rebelt6', 'kissx80'],
  ['2000d', '1500d', 'rebelt7', 'kissx90'],
  ['4000d', '3000d', 'rebelt100'],
];
const CANON_KEYS: ReadonlyMap<string, string> = new Map(
  CANON.flatMap((names) => names.map((each) => [each, names[0] ?? each] as const)),
);

/**
 * `canon600d` for `Canon EOS 600D`, `EOS Rebel T3i` and `Kiss X5`; null for what is no EOS camera of several
 * names.
 */
export function canonModel(name: string): string | null {
  if (name.length > LONGEST) return null;
  const words = name
    .toLowerCase()
    .split(/[\s_-]+/)
    .filter((word) => word !== '' && word !== 'dslr' && word !== 'digital');
  const said = words.filter((word) => word !== 'canon' && word !== 'eos');
  const model = said.join('');
  const key = CANON_KEYS.get(model);
  // A number and a D alone is a Nikon's name, too.
  const isCanon = said.length < words.length || /^(?:rebel|kiss)./.test(model);
  return key === undefined || !isCanon ? null : `canon${key}`;
}

/** Player One's cameras have names of gods and planets, and no number. */
const PLAYER_ONE = new Set([
  'apollo',
  'ares',
  'artemis',
  'ceres',
  'mars',
  'neptune',
  'poseidon',
  'saturn',
  'sedna',
  'uranus',
  'xena',
  'zeus',
]);

/** Whether the words are those of a camera without a number: `Poseidon-M Pro`. */
export function isPlayerOne(words: readonly string[]): boolean {
  return words.some((word) => PLAYER_ONE.has(word)) && (words.includes('m') || words.includes('c'));
}
