/** The colour and the order of each filter. */
import * as l10n from '@vscode/l10n';

/** Colours of the theme that stats.css has a class for: `colour-red`. */
export const COLOURS = [
  'yellow',
  'purple',
  'teal',
  'orange',
  'green',
  'blue',
  'red',
  'foreground',
  'grey',
] as const;
export type Colour = (typeof COLOURS)[number];

/** Common filters in the usual order, with the expected colours. */
const USUAL: readonly (readonly [names: RegExp, colour: Colour])[] = [
  [/^(?:l|lum|luminance|clear)$/, 'foreground'],
  [/^(?:r|red)$/, 'red'],
  [/^(?:g|green)$/, 'green'],
  [/^(?:b|blue)$/, 'blue'],
  [/^(?:h|ha|halpha|hα)$/, 'orange'],
  [/^(?:o|oiii|o3)$/, 'teal'],
  [/^(?:s|sii|s2)$/, 'purple'],
  [/^osc$/, 'yellow'],
];

/** Filters sorted: common ones first, others by name, frames without a filter last. */
export function sortFilters(filters: Iterable<string | null>): readonly (string | null)[] {
  return [...new Set(filters)].sort((a, b) => rank(a) - rank(b) || (a ?? '').localeCompare(b ?? '', 'en'));
}

/**
 * A colour for each filter: the usual one, otherwise one that no other filter has, as long as there are any.
 */
export function filterColours(filters: Iterable<string | null>): ReadonlyMap<string | null, Colour> {
  const sorted = sortFilters(filters);
  const usual = sorted.map((filter) => (filter === null ? 'grey' : USUAL[rank(filter)]?.[1]));
  const free = COLOURS.filter((colour) => !usual.includes(colour));
  const pool = free.length > 0 ? free : COLOURS;
  let next = 0;
  return new Map(sorted.map((filter, i) => [filter, usual[i] ?? pool[next++ % pool.length] ?? 'grey']));
}

/** `Ha`; `No filter` for frames without one. */
export function filterName(filter: string | null): string {
  return filter ?? l10n.t('No filter');
}

function rank(filter: string | null): number {
  if (filter === null) return Number.MAX_SAFE_INTEGER;
  // Filter names are short; a long one is none of the usual.
  const name = filter.length > 20 ? '' : filter.toLowerCase().replace(/[\s_-]/g, '');
  const found = USUAL.findIndex(([names]) => names.test(name));
  return found < 0 ? USUAL.length : found;
}
