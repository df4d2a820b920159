/** Everything between the head of the page and its end, for one set of figures. */
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

/** Objects that the chart and the table show before they are asked for more. */
const FEW = 15;
const MOST = 500;
const HINT = 'Point at a bar, or use Tab and the arrow keys, to read it.';

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
    const register = button('Register frames…', options.register, { 'data-key': 'register' });
    return {
      elements: [
        element('section', { class: 'empty' }, element('p', {}, 'The archive has no frames yet.'), register),
      ],
      dispose() {},
    };
  }
  if (stats.lights === 0) {
    const none = element('p', { class: 'dim' }, 'No lights yet, so there are no hours to show.');
    return { elements: [tiles(stats), none, missingList(stats.missing)], dispose() {} };
  }
  const sorted = [...stats.objects].sort((a, b) => b.totalExposure - a.totalExposure);
  const shown = sorted.slice(0, options.allObjects ? MOST : FEW);
  const filters = sortFilters(sorted.flatMap((object) => object.filters.map(({ filter }) => filter)));
  const colours = filterColours(filters);
  const list = periods(stats.months);
  const byYear = list[0]?.name.length === 4;
  const per = byYear ? 'year' : 'month';

  const objects = chart(
    'Hours per object and filter',
    (width) => drawObjects(shown, colours, width),
    HINT,
    legend(colours),
  );
  const charts = [
    chart(`Hours per ${per}`, (width) => drawPeriods(list, HOURS, width), ''),
    chart(`Frames per ${per}`, (width) => drawPeriods(list, FRAMES, width), ''),
  ];
  const table = element(
    'section',
    { 'aria-label': 'Objects' },
    element('h2', {}, 'Objects'),
    objectTable(shown, filters),
  );
  return {
    elements: [
      tiles(stats),
      objects.element,
      ...(sorted.length > FEW ? [more(sorted.length, options)] : []),
      ...(list.length > 0 ? [element('div', { class: 'pair' }, ...charts.map((made) => made.element))] : []),
      missingList(stats.missing),
      table,
    ],
    dispose: () => [objects, ...charts].forEach((made) => made.dispose()),
  };
}

function more(count: number, { allObjects, toggleObjects }: ContentOptions): HTMLElement {
  const all = count > MOST ? `Show the first ${MOST} of ${count} objects` : `Show all ${count} objects`;
  const text = allObjects ? `Show the first ${FEW} objects` : all;
  return element('p', {}, button(text, toggleObjects, { class: 'secondary', 'data-key': 'more' }));
}

function isEmpty(stats: Stats): boolean {
  const { lights, darks, flats, biases, flatDarks, stacks, processed, unknown } = stats;
  return lights + darks + flats + biases + flatDarks + stacks + processed + unknown === 0;
}
