/** The colour and the order of each filter. */
import * as l10n from '@vscode/l10n';
import { type CommonFilter, commonFilter, compareFilters } from '../../core/rules/names/filterNames';

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

/** The expected colours of common filters. */
const USUAL: Readonly<Record<CommonFilter, Colour>> = {
  l: 'foreground',
  r: 'red',
  g: 'green',
  b: 'blue',
  ha: 'orange',
  oiii: 'teal',
  sii: 'purple',
};

/** Filters sorted: common ones first, others by name, frames without a filter last. */
export function sortFilters(filters: Iterable<string | null>): readonly (string | null)[] {
  return [...new Set(filters)].sort(compareFilters);
}

/**
 * A colour for each filter: the usual one, otherwise one that no other filter has, as long as there are any.
 */
export function filterColours(filters: Iterable<string | null>): ReadonlyMap<string | null, Colour> {
  const sorted = sortFilters(filters);
  const usual = sorted.map(usualColour);
  const free = COLOURS.filter((colour) => !usual.includes(colour));
  const pool = free.length > 0 ? free : COLOURS;
  let next = 0;
  return new Map(sorted.map((filter, i) => [filter, usual[i] ?? pool[next++ % pool.length] ?? 'grey']));
}

/** `Ha`; `No filter` for frames without one. */
export function filterName(filter: string | null): string {
  return filter ?? l10n.t('No filter');
}

/** Undefined for a filter that everybody gives another colour. */
function usualColour(filter: string | null): Colour | undefined {
  if (filter === null) return 'grey';
  // A colour camera without a filter.
  if (filter === 'OSC') return 'yellow';
  const common = commonFilter(filter);
  return common === null ? undefined : USUAL[common];
}
