/** The content of the statistics page, for one set of figures. */
import * as l10n from '@vscode/l10n';
import type { Stats } from '../../core/api/archive';
import { chart } from './chart';
import { button, element } from './dom';
import { filterColours, sortFilters } from './filters';
import { missingList } from './missingList';
import { drawObjects, legend } from './objectChart';
import { objectTable } from './objectTable';
import { drawPeriods, FRAMES, HOURS } from './periodChart';
import { periods } from './periods';
import { tiles } from './tiles';

/** Objects that the chart and the table show at first. */
const FEW = 15;
const MOST = 500;

export interface ContentOptions {
  readonly allObjects: boolean;
  readonly toggleObjects: () => void;
  readonly register: () => void;
}

export interface Content {
  readonly elements: readonly HTMLElement[];
  dispose(): void;
}

export function content(stats: Stats, options: ContentOptions): Content {
  if (isEmpty(stats)) {
    const register = button(l10n.t('Register frames…'), options.register, { 'data-key': 'register' });
    return {
      elements: [
        element(
          'section',
          { class: 'empty' },
          element('p', {}, l10n.t('The archive has no frames yet.')),
          register,
        ),
      ],
      dispose() {},
    };
  }
  if (stats.lights === 0) {
    const none = element('p', { class: 'dim' }, l10n.t('The archive has no lights yet.'));
    return { elements: [tiles(stats), none, missingList(stats.missing)], dispose() {} };
  }
  const sorted = [...stats.objects].sort((a, b) => b.totalExposure - a.totalExposure);
  const shown = sorted.slice(0, options.allObjects ? MOST : FEW);
  const filters = sortFilters(sorted.flatMap((object) => object.filters.map(({ filter }) => filter)));
  const colours = filterColours(filters);
  const list = periods(stats.months);
  const byYear = list[0]?.name.length === 4;

  const objects = chart(
    l10n.t('Hours per object and filter'),
    (width) => drawObjects(shown, colours, width),
    l10n.t('Point at a bar, or select it with Tab and the arrow keys, to see its values.'),
    legend(colours),
  );
  const charts = [
    chart(
      byYear ? l10n.t('Hours per year') : l10n.t('Hours per month'),
      (width) => drawPeriods(list, HOURS, width),
      '',
    ),
    chart(
      byYear ? l10n.t('Frames per year') : l10n.t('Frames per month'),
      (width) => drawPeriods(list, FRAMES, width),
      '',
    ),
  ];
  const table = element(
    'section',
    { 'aria-label': l10n.t('Objects') },
    element('h2', {}, l10n.t('Objects')),
    objectTable(shown, filters),
  );
  return {
    elements: [
      tiles(stats),
      objects.element,
      ...(sorted.length > FEW ? [more(sorted.filter(({ object }) => object !== null).length, options)] : []),
      ...(list.length > 0 ? [element('div', { class: 'pair' }, ...charts.map((made) => made.element))] : []),
      missingList(stats.missing),
      table,
    ],
    dispose: () => [objects, ...charts].forEach((made) => made.dispose()),
  };
}

function more(count: number, { allObjects, toggleObjects }: ContentOptions): HTMLElement {
  const all =
    count > MOST
      ? l10n.t('Show the first {0} of {1} objects', MOST, count)
      : l10n.t('Show all {0} objects', count);
  const text = allObjects ? l10n.t('Show the first {0} objects', FEW) : all;
  return element('p', {}, button(text, toggleObjects, { class: 'secondary', 'data-key': 'more' }));
}

function isEmpty(stats: Stats): boolean {
  const { lights, darks, flats, biases, flatDarks, stacks, processed, unknown } = stats;
  return lights + darks + flats + biases + flatDarks + stacks + processed + unknown === 0;
}
