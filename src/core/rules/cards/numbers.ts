/** Numbers as capture programs write them: quoted, with decimal commas, with float noise, sexagesimal. */
import type { CardValue } from '../../formats/fits/header';

/** No number of a header is longer; anything beyond is text, and is not searched. */
const LONGEST_NUMBER = 40;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d{1,3})?$/;
const SEPARATORS = /[\s:°º′″'"dhms]+/;

/**
 * A finite number from a card's value: `30`, `'120.00  '`, `' 9,78E-03'`, `1.5D2` (FITS 4.0 §4.2.4 allows D).
 * Null where there is none to be read.
 */
export function numberOf(value: CardValue): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string' || value.length > 4 * LONGEST_NUMBER) return null;
  const text = value.trim();
  if (text === '' || text.length > LONGEST_NUMBER) return null;
  const pointed = text.includes('.') ? text : text.replace(',', '.');
  if (!DECIMAL.test(pointed)) return null;
  const parsed = Number(pointed.replace(/[dD]/, 'e'));
  return Number.isFinite(parsed) ? parsed : null;
}

/**
 * Takes away what single precision and binary fractions add to a decimal number: 0.00100000004749745 is
 * 0.001, -42.29999923706055 is -42.3. A number that says more than single precision can hold stays as it is.
 */
export function withoutNoise(value: number): number {
  if (Math.round(value * 1000) / 1000 === value) return value === 0 ? 0 : value;
  const short = Number(value.toPrecision(7));
  return Math.fround(short) === Math.fround(value) ? short : Number(value.toPrecision(13));
}

/**
 * Degrees (or hours) from a number or from `d m s`, `d:m:s`, `+51 03 00.000`, `-22:57:08:99`, `48d08m10s N`.
 * The sign of `-0 30 00` counts. Null where nothing can be read.
 */
export function anglePartsOf(value: CardValue): { angle: number; sexagesimal: boolean } | null {
  const plain = numberOf(value);
  if (plain !== null) return { angle: plain, sexagesimal: false };
  if (typeof value !== 'string' || value.length > 4 * LONGEST_NUMBER) return null;
  let text = value.trim();
  if (text === '' || text.length > LONGEST_NUMBER) return null;
  let sign = 1;
  const hemisphere = /[NSEW]$/i.exec(text)?.[0].toUpperCase();
  // A small s at the end is the unit of seconds, as in `12h30m10s`.
  if (hemisphere !== undefined && !text.endsWith('s')) {
    text = text.slice(0, -1).trim();
    if (hemisphere === 'S' || hemisphere === 'W') sign = -1;
  }
  if (text.startsWith('-')) sign = -sign;
  if (/^[+-]/.test(text)) text = text.slice(1).trim();
  const parts = text.split(SEPARATORS).filter((part) => part !== '');
  if (parts.length === 0 || parts.length > 4) return null;
  const [whole, minutes, seconds, hundredths] = [0, 1, 2, 3].map((n) => unsigned(parts[n]));
  if (whole === undefined || minutes === undefined || seconds === undefined || hundredths === undefined)
    return null;
  if (whole === null || minutes === null || seconds === null || hundredths === null) return null;
  if (minutes >= 60 || seconds >= 60) return null;
  // Four parts are written by programs that separate hundredths of a second with a colon, too.
  const angle = whole + minutes / 60 + (seconds + hundredths / 100) / 3600;
  return { angle: sign * angle, sexagesimal: parts.length > 1 };
}

function unsigned(part: string | undefined): number | null {
  if (part === undefined) return 0;
  return /^[+-]/.test(part) ? null : numberOf(part);
}

/** Folds degrees to the range -180 up to 180: 237.69 is -122.31. Null outside -360 to 360. */
export function foldLongitude(degrees: number): number | null {
  if (degrees < -360 || degrees > 360) return null;
  if (degrees > 180) return degrees - 360;
  return degrees < -180 ? degrees + 360 : degrees;
}

/** `rounded(-9.96, 1)` is -10; never negative zero. */
export function rounded(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  const result = Math.round(value * factor) / factor;
  return result === 0 ? 0 : result;
}
