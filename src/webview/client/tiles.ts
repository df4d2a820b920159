/** The most important figures. */
import * as l10n from '@vscode/l10n';
import type { Stats } from '../../core/api/archive';
import { bytesText, hoursText } from '../../core/text/words';
import { element } from './dom';

/** Two rows of tiles: lights, and smaller ones for other frames. */
export function tiles(stats: Stats): HTMLElement {
  const lights: readonly Tile[] = [
    [l10n.t('Lights'), number(stats.lights)],
    [l10n.t('Exposure'), hoursText(stats.totalExposure)],
    [l10n.t('Objects'), number(stats.objects.filter(({ object }) => object !== null).length)],
    [l10n.t('Nights'), number(stats.nights)],
    [l10n.t('Light sessions'), number(stats.lightSessions)],
    [l10n.t('On disk'), bytesText(stats.bytes)],
  ];
  const others: readonly (readonly [label: string, count: number])[] = [
    [l10n.t('Darks'), stats.darks],
    [l10n.t('Flats'), stats.flats],
    [l10n.t('Bias frames'), stats.biases],
    [l10n.t('Flat-darks'), stats.flatDarks],
    [l10n.t('Masters'), stats.masters],
    [l10n.t('Stacks'), stats.stacks],
    [l10n.t('Processed'), stats.processed],
    [l10n.t('Unknown'), stats.unknown],
  ];
  return element(
    'section',
    { 'aria-label': l10n.t('Totals') },
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
