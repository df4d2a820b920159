/** One spelling for each designation of a catalogue. */
import { caldwellName } from './caldwell';
import { catalogueNameOf } from './messier';

/** What observers write before a number, and what stands for it in a key. */
const PREFIXES: Readonly<Record<string, string>> = {
  ngc: 'ngc',
  ic: 'ic',
  ugc: 'ugc',
  pgc: 'pgc',
  arp: 'arp',
  hcg: 'hcg',
  hickson: 'hcg',
  abell: 'abell',
  b: 'b',
  barnard: 'b',
  ldn: 'ldn',
  lbn: 'lbn',
  vdb: 'vdb',
  vandenbergh: 'vdb',
  ced: 'ced',
  cederblad: 'ced',
  gum: 'gum',
  rcw: 'rcw',
  simeis: 'simeis',
  cr: 'cr',
  collinder: 'cr',
  mel: 'mel',
  melotte: 'mel',
  tr: 'tr',
  trumpler: 'tr',
};

const NUMBERED = /^([a-z]{1,12})0*([1-9][0-9]{0,5})([a-z]?)$/;
/** `sh2-155`, `sharpless155`, `sharpless2-155`; without a separator all three digits are wanted: `sh2155`. */
const SHARPLESS = /^(?:sh2-0*([1-9][0-9]{0,2})|sharpless(?:2-)?0*([1-9][0-9]{0,2})|sh2([1-3][0-9]{2}))$/;

/**
 * A name without case, blanks, `_`, apostrophes and compatibility forms; `-` stays between two digits alone.
 */
export function foldObject(name: string): string {
  const lower = name.normalize('NFKC').toLowerCase().trim();
  const folded = lower
    .replace(/['’‘`´]/g, '')
    .replace(/[\s_-]+/g, '-')
    .replace(/(?<![0-9])-|-(?![0-9])/g, '');
  return folded === '' ? lower : folded;
}

/**
 * The one spelling of a folded designation: `ngc224` for `m31`, `messier031` and `ngc0224`, `ngc7000` for
 * `c20`, `sh2-155` for `sharpless155`. Null for what is no designation, as a whole, of a catalogue known
 * here: `m3-1`, `c110`, `m31panel1`.
 */
export function designationOf(folded: string): string | null {
  const sharpless = SHARPLESS.exec(folded);
  if (sharpless) return `sh2-${sharpless[1] ?? sharpless[2] ?? sharpless[3]}`;
  const match = NUMBERED.exec(folded);
  if (!match) return null;
  const [, prefix = '', digits = '', letter = ''] = match;
  const number = Number(digits);
  if (letter === '' && (prefix === 'm' || prefix === 'messier')) return messierKey(number);
  if (letter === '' && (prefix === 'c' || prefix === 'caldwell')) return caldwellKey(number);
  const short = Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix] : undefined;
  return short === undefined ? null : `${short}${digits}${letter}`;
}

function messierKey(number: number): string | null {
  return number > 110 ? null : (catalogueNameOf(number) ?? `m${number}`);
}

function caldwellKey(number: number): string | null {
  const name = caldwellName(number);
  if (name === null) return null;
  const folded = foldObject(name);
  return designationOf(folded) ?? folded;
}
