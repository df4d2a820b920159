/** What a header says about where an image lies on the sky: its world coordinate system (FITS 4.0 §8). */
import { fromTangentPlane, type SkyPosition } from './celestial';
import { type Keyword, numberIn, wordIn } from './keyword';
import { sipOf } from './sip';

/** Where a pixel lies on the sky. Pixels are counted as FITS does: (1, 1) is the middle of the first one. */
export type SkyAt = (x: number, y: number) => SkyPosition;

/** Why there is no position. */
export type NoWcs =
  /** The header has no CTYPE of the sky. */
  | 'none'
  /** Not TAN: `RA---ZEA`. */
  | 'projection'
  /** Not right ascension and declination on the first two axes: `GLON-TAN`. */
  | 'axes'
  /** A distortion that is not SIP, or not whole. */
  | 'distortion'
  /** CRVAL, CRPIX or the matrix are missing or make no sense. */
  | 'values';

export type Wcs =
  | { readonly at: SkyAt; readonly why: null }
  /** `got` is what the header says: `RA---ZEA`. */
  | { readonly at: null; readonly why: NoWcs; readonly got: string };

const AXIS = /^(RA|DEC|[A-Z]LON|[A-Z]LAT)-+([A-Z]{3})(?:-([A-Z]{3}))?$/;
/** Degrees in a unit (CUNIT). */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  DEG: 1,
  ARCMIN: 1 / 60,
  ARCSEC: 1 / 3600,
  MAS: 1 / 3_600_000,
  RAD: 180 / Math.PI,
};

const no = (why: NoWcs, got = ''): Wcs => ({ at: null, why, got });

/** Reads the primary world coordinate system of a header. TAN with CD, PC or CROTA, and SIP. */
export function wcsOf(keyword: Keyword): Wcs {
  const types = [wordIn(keyword, 'CTYPE1'), wordIn(keyword, 'CTYPE2')] as const;
  const [one, two] = types.map((type) => AXIS.exec(type));
  if (!one && !two) return no('none', types.join(', '));
  const names = [one?.[1], two?.[1]];
  if (!one || !two || !names.includes('RA') || !names.includes('DEC')) return no('axes', types.join(', '));
  if (one[2] !== 'TAN' || two[2] !== 'TAN') return no('projection', types[0]);
  const other = [one[3], two[3]].find((distortion) => distortion !== undefined && distortion !== 'SIP');
  const foreign = other ?? foreignDistortion(keyword);
  if (foreign !== undefined) return no('distortion', foreign);
  const distortion = sipOf(keyword);
  if (distortion === 'unreadable') return no('distortion', 'SIP');

  const isSwapped = names[0] === 'DEC';
  const units = [1, 2].map((axis) => UNITS[wordIn(keyword, `CUNIT${axis}`)]);
  const crval = [1, 2].map((axis) => numberIn(keyword, `CRVAL${axis}`));
  const crpix = [1, 2].map((axis) => numberIn(keyword, `CRPIX${axis}`) ?? 0);
  const matrix = matrixOf(keyword, isSwapped);
  const [unit1, unit2] = units;
  const [value1, value2] = crval;
  const [pixel1 = 0, pixel2 = 0] = crpix;
  if (!matrix || unit1 === undefined || unit2 === undefined) return no('values', types.join(', '));
  if (value1 === undefined || value1 === null || value2 === undefined || value2 === null)
    return no('values', 'CRVAL');
  const world = [value1 * unit1, value2 * unit2] as const;
  const reference = isSwapped ? { ra: world[1], dec: world[0] } : { ra: world[0], dec: world[1] };
  if (Math.abs(reference.dec) > 90) return no('values', 'CRVAL');
  // The native pole is at 0 only where the reference is the pole itself (Calabretta & Greisen 2002, §2.2).
  const lonpole = numberIn(keyword, 'LONPOLE') ?? (reference.dec < 90 ? 180 : 0);
  const [[a, b], [c, d]] = matrix;
  const at: SkyAt = (x, y) => {
    const [u, v] = distortion ? distortion(x - pixel1, y - pixel2) : [x - pixel1, y - pixel2];
    const [first, second] = [(a * u + b * v) * unit1, (c * u + d * v) * unit2];
    return isSwapped
      ? fromTangentPlane(second, first, reference, lonpole)
      : fromTangentPlane(first, second, reference, lonpole);
  };
  return { at, why: null };
}

/** Polynomials of SCAMP (PV), look-up tables (CPDIS, CQDIS) and DSS plates: without them a position is wrong. */
function foreignDistortion(keyword: Keyword): string | undefined {
  for (const name of ['CPDIS1', 'CPDIS2', 'CQDIS1', 'CQDIS2', 'D2IMDIS1', 'D2IMDIS2']) {
    if (wordIn(keyword, name) !== '') return name;
  }
  for (let term = 0; term < 40; term++) {
    // PV1_0 to PV1_4 on the axis of longitude say where the native reference is.
    for (const name of term > 4 ? [`PV1_${term}`, `PV2_${term}`] : [`PV2_${term}`]) {
      if ((numberIn(keyword, name) ?? 0) !== 0) return name;
    }
  }
  return undefined;
}

type Matrix = readonly [readonly [number, number], readonly [number, number]];

/** From pixels to units of the axes; null where it is missing or flattens the sky. */
function matrixOf(keyword: Keyword, isSwapped: boolean): Matrix | null {
  const grid = (letters: string, missing: number) =>
    [1, 2].map((i) => [1, 2].map((j) => numberIn(keyword, `${letters}${i}_${j}`) ?? (i === j ? missing : 0)));
  const has = (letters: string) =>
    [1, 2].some((i) => [1, 2].some((j) => numberIn(keyword, `${letters}${i}_${j}`) !== null));
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = has('CD')
    ? grid('CD', 0)
    : scaled(keyword, has('PC') ? grid('PC', 1) : turned(keyword, isSwapped));
  const determinant = a * d - b * c;
  if (!Number.isFinite(determinant) || determinant === 0) return null;
  return [
    [a, b],
    [c, d],
  ];
}

function scaled(keyword: Keyword, rows: readonly (readonly number[])[]): readonly (readonly number[])[] {
  // Without any scale there is no system that is worth the name.
  return rows.map((row, i) => row.map((value) => value * (numberIn(keyword, `CDELT${i + 1}`) ?? 0)));
}

/** CROTA of the axis of declination, as a PC matrix (Calabretta & Greisen 2002, §6.1). */
function turned(keyword: Keyword, isSwapped: boolean): readonly (readonly number[])[] {
  const angle = ((numberIn(keyword, isSwapped ? 'CROTA1' : 'CROTA2') ?? 0) * Math.PI) / 180;
  const [cdelt1, cdelt2] = [numberIn(keyword, 'CDELT1') ?? 0, numberIn(keyword, 'CDELT2') ?? 0];
  const [cos, sin] = [Math.cos(angle), Math.sin(isSwapped ? -angle : angle)];
  if (cdelt1 === 0 || cdelt2 === 0) return [];
  return [
    [cos, (-sin * cdelt2) / cdelt1],
    [(sin * cdelt1) / cdelt2, cos],
  ];
}
