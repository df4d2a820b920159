/** The figures of the object chart as a table. */
import * as l10n from '@vscode/l10n';
import type { LightSum } from '../../core/rules/figures/sums';
import { countText, hoursText, objectText } from '../../core/text/words';
import { element } from './dom';
import { filterName } from './filters';
import { number } from './tiles';

/** Further filters share a column. */
const MOST_FILTERS = 12;

export function objectTable(objects: readonly LightSum[], filters: readonly (string | null)[]): HTMLElement {
  const shown = filters.slice(0, MOST_FILTERS);
  const others = filters.length > shown.length;
  const heads = [
    l10n.t('Object'),
    ...shown.map(filterName),
    ...(others ? [l10n.t('Others')] : []),
    l10n.t('Total'),
    l10n.t('Frames'),
    l10n.t('Nights'),
    l10n.t('Last night'),
  ];
  const rows = objects.map((object) => {
    const of = new Map(object.filters.map((part) => [part.filter, part]));
    const rest = object.filters.filter(({ filter }) => !shown.includes(filter));
    const cells = [
      ...shown.map((filter) => hours(of.get(filter))),
      ...(others ? [hours(rest.length === 0 ? undefined : sum(rest))] : []),
      element('td', {}, hoursText(object.totalExposure)),
      element('td', {}, number(object.frameCount)),
      element('td', {}, number(object.nights)),
      element('td', {}, object.lastNight ?? '–'),
    ];
    return element('tr', {}, element('th', { scope: 'row' }, objectText(object.name)), ...cells);
  });
  const table = element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
    element('tbody', {}, ...rows),
  );
  // Focusable so that the keyboard can scroll a wide table sideways.
  return element(
    'div',
    {
      class: 'scroll',
      tabindex: 0,
      role: 'region',
      'aria-label': l10n.t('Hours per object and filter, table'),
    },
    table,
  );
}

interface Part {
  readonly frameCount: number;
  readonly totalExposure: number;
}

function hours(part: Part | undefined): HTMLTableCellElement {
  if (!part) return element('td', { class: 'none' }, '–');
  return element('td', { title: countText(part.frameCount, 'frame') }, hoursText(part.totalExposure));
}

function sum(parts: readonly Part[]): Part {
  return parts.reduce<Part>(
    (all, part) => ({
      frameCount: all.frameCount + part.frameCount,
      totalExposure: all.totalExposure + part.totalExposure,
    }),
    { frameCount: 0, totalExposure: 0 },
  );
}
