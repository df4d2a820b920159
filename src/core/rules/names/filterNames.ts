/** What filters are called, and the order in which they are listed everywhere. Pure. */
import { channelOf } from '../../siril/script/palette';
import { foldObject } from './objects/designation';

/**
 * What capture programs and observers call the filters of a wheel, folded, the first one as a key. Letters
 * alone stand for lines too (S, H, O) and colours, never for both.
 */
const FILTERS: readonly (readonly string[])[] = [
  ['ha', 'h', 'hα', 'halpha', 'hydrogenalpha'],
  ['hb', 'hβ', 'hbeta', 'hydrogenbeta'],
  ['oiii', 'o3', 'o', '[oiii]', 'oxygen', 'oxygeniii'],
  ['sii', 's2', 's', '[sii]', 'sulfur', 'sulphur', 'sulfurii', 'sulphurii'],
  ['nii', 'n2', '[nii]', 'nitrogen', 'nitrogenii'],
  ['haoiii', 'hao3', 'ha+oiii', 'ha/oiii'],
  ['siioiii', 's2o3', 'sii+oiii', 'sii/oiii'],
  ['l', 'lum', 'luminance', 'luminanz'],
  ['r', 'red', 'rot'],
  ['g', 'green', 'grün'],
  ['b', 'blue', 'blau'],
];
const KEYS: ReadonlyMap<string, string> = new Map(
  FILTERS.flatMap((names) => names.map((name) => [foldObject(name), names[0] ?? name] as const)),
);

/** `ha` for the filters `Ha`, `H-alpha` and `Hα`; undefined for a filter that is not known here: `UHC`. */
export function filterMeaning(name: string): string | undefined {
  return KEYS.get(foldObject(name));
}

/** The filters of LRGB and of the narrow bands, in the order in which they are named. */
export const COMMON_FILTERS = ['l', 'r', 'g', 'b', 'ha', 'oiii', 'sii'] as const;
export type CommonFilter = (typeof COMMON_FILTERS)[number];

/**
 * The common filter that a name stands for, with or without a maker and a width: `ha` for `H-alpha` and
 * `Antlia Ha 3nm`. Null for any other filter (`UHC`, `L-eXtreme`), and for none.
 */
export function commonFilter(name: string | null): CommonFilter | null {
  if (name === null) return null;
  // Names of filters are short; a longer text is none of the common ones.
  const meaning = (name.length > 100 ? undefined : filterMeaning(name)) ?? channelOf(name)?.toLowerCase();
  return COMMON_FILTERS.find((common) => common === meaning) ?? null;
}

const NAMES = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * The order of filters in every list: L, R, G, B, Ha, OIII, SII by whatever names, then others by name, frames
 * without a filter last. For `sort`.
 */
export function compareFilters(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const byKind = rank(a) - rank(b);
  if (byKind !== 0) return byKind;
  // Equal in all but case, they still have one order.
  return NAMES.compare(a, b) || (a < b ? -1 : Number(a > b));
}

function rank(name: string): number {
  const common = commonFilter(name);
  return common === null ? COMMON_FILTERS.length : COMMON_FILTERS.indexOf(common);
}
