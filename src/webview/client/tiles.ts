/** The most important figures. */
import * as l10n from '@vscode/l10n';
import type { Totals } from '../../core/rules/figures/sums';
import { bytesText, hoursText } from '../../core/text/words';
import { element } from './dom';

/** Two rows of tiles: lights, and smaller ones for other frames. */
export function tiles({ kinds, rejected, loose, ...totals }: Totals): HTMLElement {
  const lights: readonly Tile[] = [
    [l10n.t('Lights'), number(kinds.light)],
    [l10n.t('Exposure'), hoursText(totals.totalExposure)],
    [l10n.t('Objects'), number(totals.objects)],
    [l10n.t('Nights'), number(totals.nights)],
    [l10n.t('Light sessions'), number(totals.lightSessions)],
    [l10n.t('On disk'), bytesText(totals.bytes)],
  ];
  const others: readonly (readonly [label: string, count: number])[] = [
    [l10n.t('Darks'), kinds.dark],
    [l10n.t('Flats'), kinds.flat],
    [l10n.t('Bias frames'), kinds.bias],
    [l10n.t('Flat-darks'), kinds.flatDark],
    [l10n.t('Masters'), kinds.master],
    [l10n.t('Stacks'), kinds.stack],
    [l10n.t('Processed'), kinds.processed],
    [l10n.t('Unknown'), kinds.unknown],
    [l10n.t('Rejected lights'), rejected],
    ...(loose === 0 ? [] : [[l10n.t('Lights without a session'), loose] as const]),
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
