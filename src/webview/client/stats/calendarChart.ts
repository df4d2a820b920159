/** The nights of a year, a cell each, shaded by hours of light. */
import * as l10n from '@vscode/l10n';
import type { NightSum } from '../../../core/rules/figures/sums';
import { listText } from '../../../core/text/counts';
import { type CsvTable, hoursNumber } from '../../../core/text/csv';
import { countText, hoursText } from '../../../core/text/words';
import type { Drawing } from '../chart';
import { element, svg } from '../dom';
import { calendar, shadeOf, SHADES } from './calendar';

/** Objects that a cell names. */
const NAMED = 3;

export function drawCalendar(nights: readonly NightSum[], year: string, width: number): Drawing {
  const { height, cells, months } = calendar(Number(year), width);
  const byNight = new Map(nights.map((night) => [night.night, night]));
  const longest = Math.max(0, ...nights.map(({ totalExposure }) => totalExposure));
  const names = monthNames();
  const ground = [
    ...months.map(({ month, x, y }) => svg('text', { class: 'tick', x, y }, names[month] ?? '')),
    ...cells.flatMap(({ night, ...shape }) =>
      byNight.has(night) ? [] : [svg('rect', { ...shape, class: 'dark' }, svg('title', {}, night))],
    ),
  ];
  const marks = cells.flatMap(({ night, ...shape }) => {
    const sum = byNight.get(night);
    if (!sum) return [];
    const style = `shade-${shadeOf(sum.totalExposure, longest)}`;
    return [{ key: `night ${night}`, text: nightSumText(sum), shape, style, sessions: sum.sessions }];
  });
  return { height, ground, marks };
}

/** `2024-09-13: 5.2 h, 63 frames; M 31 and NGC 7000`. */
export function nightSumText({ night, totalExposure, frameCount, objects }: NightSum): string {
  const figures = `${night}: ${hoursText(totalExposure)}, ${countText(frameCount, 'frame')}`;
  if (objects.length === 0) return figures;
  const rest = objects.length - NAMED;
  const others = rest > 0 ? [countText(rest, 'more object')] : [];
  return `${figures}; ${listText([...objects.slice(0, NAMED), ...others])}`;
}

/** All nights with light, of every year. */
export function nightTable(nights: readonly NightSum[]): CsvTable {
  return {
    head: ['night', 'hours', 'frames', 'objects'],
    rows: nights.map(({ night, totalExposure, frameCount, objects }) => [
      ...[night, hoursNumber(totalExposure), frameCount, objects.join('; ')],
    ]),
  };
}

/** What the shades mean. */
export function shadeLegend(): HTMLElement {
  const swatches = Array.from({ length: SHADES }, (_, i) =>
    svg('rect', { x: 1 + 16 * i, y: 1, width: 12, height: 12, class: `swatch shade-${i + 1}` }),
  );
  const picture = svg('svg', { width: 16 * SHADES, height: 14, 'aria-hidden': 'true' }, ...swatches);
  return element('p', { class: 'legend dim' }, l10n.t('Short nights'), picture, l10n.t('Long nights'));
}

/** `Jan` … in the language of the page. */
function monthNames(): readonly string[] {
  const { lang } = document.documentElement;
  const format = new Intl.DateTimeFormat(lang === '' ? 'en' : lang, { month: 'short', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2024, month, 1)));
}
