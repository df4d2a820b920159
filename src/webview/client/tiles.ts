/** The figures at a glance. */
import type { Stats } from '../../core/api/archive';
import { bytesText, hoursText } from '../../core/text/words';
import { element } from './dom';

/** Two rows of tiles: the lights, and smaller what calibrates them. */
export function tiles(stats: Stats): HTMLElement {
  const lights: readonly Tile[] = [
    ['Lights', number(stats.lights)],
    ['Exposure', hoursText(stats.totalExposure)],
    ['Objects', number(stats.objects.filter(({ object }) => object !== null).length)],
    ['Nights', number(stats.nights)],
    ['Light sessions', number(stats.lightSessions)],
    ['On disk', bytesText(stats.bytes)],
  ];
  const others: readonly (readonly [label: string, count: number])[] = [
    ['Darks', stats.darks],
    ['Flats', stats.flats],
    ['Biases', stats.biases],
    ['Flat-darks', stats.flatDarks],
    ['Masters', stats.masters],
    ['Stacks', stats.stacks],
    ['Processed', stats.processed],
    ['Unknown', stats.unknown],
  ];
  return element(
    'section',
    { 'aria-label': 'Totals' },
    list('tiles', lights),
    list(
      'tiles small',
      others.map(([label, count]) => [label, number(count)]),
    ),
  );
}

type Tile = readonly [label: string, value: string];

function list(className: string, entries: readonly Tile[]): HTMLDListElement {
  const items = entries.map(([label, value]) =>
    element('div', {}, element('dt', {}, label), element('dd', {}, value)),
  );
  return element('dl', { class: className }, ...items);
}

/** `12,345`. */
export function number(value: number): string {
  return new Intl.NumberFormat('en').format(value);
}
