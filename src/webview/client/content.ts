/** The content of the statistics page, for one set of figures. */
import * as l10n from '@vscode/l10n';
import type { Stats, StatsRow } from '../../core/api/archive';
import { growthOf } from '../../core/rules/figures/growth';
import { choices, selected } from '../../core/rules/figures/selection';
import { groupLights, type LightSum, totalsOf } from '../../core/rules/figures/sums';
import type { Chart } from './chart';
import { button, element } from './dom';
import { filterColours, sortFilters } from './filters';
import { missingList } from './missingList';
import { objectTable } from './objectTable';
import { coverageChart } from './stats/coverageChart';
import { calendarChart, groupingChart, type LightHost, objectChart } from './stats/lightCharts';
import { selectionBar, stillThere } from './stats/selectionBar';
import { temperatureCharts } from './stats/temperatureCharts';
import { timeCharts } from './stats/timeCharts';
import { tiles } from './tiles';

/** Objects that the chart and the table show at first. */
const FEW = 15;
const MOST = 500;

export interface ContentHost extends LightHost {
  register(): void;
}

export interface Content {
  readonly elements: readonly HTMLElement[];
  dispose(): void;
}

export function content(stats: Stats, all: readonly StatsRow[], host: ContentHost): Content {
  if (all.length === 0) return without([emptyArchive(host)]);
  const offered = choices(all);
  const selection = stillThere(host.chosen.selection, offered);
  const rows = selected(all, selection);
  const bar = selectionBar(offered, selection, (now) => host.choose({ selection: now, year: '' }));
  const totals = totalsOf(rows);
  const ids = new Set(rows.map(({ session }) => session));
  const missing = missingList(stats.missing.flatMap((set) => onlyOf(set, ids)));
  const growth = timeCharts(growthOf(rows), host);
  if (totals.lightSessions === 0) {
    const text =
      rows === all ? l10n.t('The archive has no lights yet.') : l10n.t('There are no lights of this choice.');
    const none = element('p', { class: 'dim' }, text);
    return shown([bar, tiles(totals), none, ...pair(growth.slice(2)), missing], growth);
  }
  const objects = groupLights(rows, 'object');
  const ordered = host.chosen.order === 'night' ? [...objects].sort(lastFirst) : objects;
  const few = ordered.slice(0, host.chosen.allObjects ? MOST : FEW);
  const filters = sortFilters(objects.flatMap((object) => object.filters.map(({ filter }) => filter)));
  const colours = filterColours(filters);

  const hours = objectChart(few, ordered, colours, host);
  const calendar = calendarChart(rows, host);
  const grouping = groupingChart(rows, colours, host);
  const temperatures = temperatureCharts(rows, host);
  const coverage = coverageChart(rows, host);
  const table = element(
    'section',
    { 'aria-label': l10n.t('Objects') },
    element('h2', {}, l10n.t('Objects')),
    objectTable(few, filters),
  );
  return shown(
    [
      ...[bar, tiles(totals), hours.element, ...more(ordered, host)],
      ...calendar.map((made) => made.element),
      grouping.element,
      ...[growth.slice(0, 2), growth.slice(2), temperatures].flatMap(pair),
      ...coverage.map((made) => made.element),
      ...[missing, table],
    ],
    [hours, ...calendar, grouping, ...growth, ...temperatures, ...coverage],
  );
}

function without(elements: readonly HTMLElement[]): Content {
  return shown(elements, []);
}

function shown(elements: readonly HTMLElement[], charts: readonly Chart[]): Content {
  return { elements, dispose: () => charts.forEach((made) => made.dispose()) };
}

/** Side by side where there is room. */
function pair(charts: readonly Chart[]): readonly HTMLElement[] {
  return charts.length === 0
    ? []
    : [element('div', { class: 'pair' }, ...charts.map((made) => made.element))];
}

function emptyArchive(host: ContentHost): HTMLElement {
  return element(
    'section',
    { class: 'empty' },
    element('p', {}, l10n.t('The archive has no frames yet.')),
    button(l10n.t('Register frames…'), () => host.register(), { 'data-key': 'register' }),
  );
}

/** The same set for the sessions that are shown; none where it is for others. */
function onlyOf(set: Stats['missing'][number], ids: ReadonlySet<string | null>): Stats['missing'] {
  const sessions = set.sessions.filter((id) => ids.has(id));
  if (sessions.length === 0) return [];
  return [{ ...set, sessions }];
}

function lastFirst(a: LightSum, b: LightSum): number {
  return (b.lastNight ?? '') < (a.lastNight ?? '') ? -1 : Number(b.lastNight !== a.lastNight);
}

/** Lights without an object have a row, but are none. */
function more(groups: readonly LightSum[], host: ContentHost): readonly HTMLElement[] {
  if (groups.length <= FEW) return [];
  const { allObjects } = host.chosen;
  const count = groups.filter(({ name }) => name !== null).length;
  const all =
    groups.length > MOST
      ? l10n.t('Show the first {0} of {1} objects', MOST, count)
      : l10n.t('Show all {0} objects', count);
  const text = allObjects ? l10n.t('Show the first {0} objects', FEW) : all;
  const attributes = { class: 'secondary', 'data-key': 'more' };
  return [
    element(
      'p',
      {},
      button(text, () => host.choose({ allObjects: !allObjects }), attributes),
    ),
  ];
}
