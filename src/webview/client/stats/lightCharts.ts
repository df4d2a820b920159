/** Hours per object, the nights of a year, hours per rig, telescope, camera or filter. */
import * as l10n from '@vscode/l10n';
import type { StatsRow, YearSky } from '../../../core/api/archive';
import { groupLights, type LightSum, nightsOf } from '../../../core/rules/figures/sums';
import { groupTable, nightTable } from '../../../core/text/figureTables';
import { chart, type Chart, type ChartHost } from '../chart';
import type { Colour } from '../filters';
import { drawGroups, legend } from '../objectChart';
import { drawCalendar, shadeLegend } from './calendarChart';
import { type Chosen, SECOND_GROUPINGS } from './chosen';
import { groupingText, groupingTitle } from './groupNames';
import { picker } from './selectionBar';

export interface LightHost extends ChartHost {
  readonly chosen: Chosen;
  /** Moon and darkness of a year; undefined until they are known, when the page is drawn again. */
  skyOf(year: string): YearSky | undefined;
  /** Keeps the choice and draws the page again. */
  choose(change: Partial<Chosen>): void;
}

/** Groups that a chart shows, however many there are. */
const MOST = 40;

/** `shown` are in their order; the file holds `all`. */
export function objectChart(
  shown: readonly LightSum[],
  all: readonly LightSum[],
  colours: ReadonlyMap<string | null, Colour>,
  host: LightHost,
): Chart {
  const orders = [
    ['hours', l10n.t('Most hours')],
    ['night', l10n.t('Last night')],
  ] as const;
  const order = picker('order', l10n.t('First'), orders, host.chosen.order, (value) =>
    host.choose({ order: value === 'night' ? 'night' : 'hours' }),
  );
  return chart(
    {
      ...{ title: groupingTitle('object'), name: 'hours-per-object', extras: [order, legend(colours)] },
      draw: (width) => drawGroups(shown, 'object', colours, width),
      table: () => groupTable(all, 'object'),
      hint: l10n.t('Point at a bar, or select it with Tab and the arrow keys. Enter lists its sessions.'),
    },
    host,
  );
}

/** By rig, telescope, camera or filter, as chosen. */
export function groupingChart(
  rows: readonly StatsRow[],
  colours: ReadonlyMap<string | null, Colour>,
  host: LightHost,
): Chart {
  const by = host.chosen.grouping;
  const groups = groupLights(rows, by);
  const options = SECOND_GROUPINGS.map((each) => [each, groupingText(each)] as const);
  const choice = picker('grouping', l10n.t('Group by'), options, by, (value) => {
    const grouping = SECOND_GROUPINGS.find((each) => each === value);
    if (grouping !== undefined) host.choose({ grouping });
  });
  return chart(
    {
      ...{ title: groupingTitle(by), name: `hours-per-${by}`, extras: [choice] },
      draw: (width) => drawGroups(groups.slice(0, MOST), by, colours, width),
      table: () => groupTable(groups, by),
    },
    host,
  );
}

/** None where no light has a date. */
export function calendarChart(rows: readonly StatsRow[], host: LightHost): readonly Chart[] {
  const nights = nightsOf(rows);
  const years = [...new Set(nights.map(({ night }) => night.slice(0, 4)))].reverse();
  const year = years.find((each) => each === host.chosen.year) ?? years[0];
  if (year === undefined) return [];
  const own = nights.filter(({ night }) => night.startsWith(year));
  const sky = new Map(host.skyOf(year)?.nights.map((each) => [each.night, each]));
  const options = years.map((each) => [each, each] as const);
  const choice = picker('year', l10n.t('Year'), options, year, (value) => host.choose({ year: value }));
  const drawn = chart(
    {
      ...{ title: l10n.t('Nights'), name: 'nights', extras: [choice, shadeLegend(sky.size > 0)] },
      draw: (width) => drawCalendar(own, sky, year, width),
      table: () => nightTable(nights, sky),
    },
    host,
  );
  return [drawn];
}
