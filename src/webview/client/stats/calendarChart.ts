/** The nights of a year, a cell each, shaded by hours of light. */
import * as l10n from '@vscode/l10n';
import type { MoonAndDarkness } from '../../../core/api/archive';
import type { NightSum } from '../../../core/rules/figures/sums';
import { listText } from '../../../core/text/counts';
import { countText, hoursText } from '../../../core/text/words';
import type { Drawing } from '../chart';
import { element, svg } from '../dom';
import { calendar, shadeOf, SHADES } from './calendar';

/** Objects that a cell names. */
const NAMED = 3;
/** A dot for less of the Moon would not be seen. */
const FAINT = 0.05;

/** Moon and darkness by night; empty where they are not known. */
export type Sky = ReadonlyMap<string, MoonAndDarkness>;

/** Cells of nights with light are marks; a dot shows how much of the Moon was lit. */
export function drawCalendar(nights: readonly NightSum[], sky: Sky, year: string, width: number): Drawing {
  const { height, cells, months } = calendar(Number(year), width);
  const byNight = new Map(nights.map((night) => [night.night, night]));
  const longest = Math.max(0, ...nights.map(({ totalExposure }) => totalExposure));
  const names = monthNames();
  const ground = [
    ...months.map(({ month, x, y }) => svg('text', { class: 'tick', x, y }, names[month] ?? '')),
    ...cells.flatMap(({ night, ...shape }) => {
      if (byNight.has(night)) return [];
      const text = [night, ...skyTexts(sky.get(night))].join(', ');
      return [svg('rect', { ...shape, class: 'dark' }, svg('title', {}, text))];
    }),
  ];
  const marks = cells.flatMap(({ night, ...shape }) => {
    const sum = byNight.get(night);
    if (!sum) return [];
    const style = `shade-${shadeOf(sum.totalExposure, longest)}`;
    const text = [nightSumText(sum), ...skyTexts(sky.get(night))].join('; ');
    return [{ key: `night ${night}`, text, shape, style, sessions: sum.sessions }];
  });
  const front = cells.flatMap(({ night, x, y, width: size }) => {
    const moon = sky.get(night)?.moon ?? 0;
    if (moon < FAINT) return [];
    const r = Math.max(2, size / 7);
    const place = { cx: x + size - r - 1, cy: y + r + 1, r };
    return [svg('circle', { ...place, class: 'moon', 'fill-opacity': moon.toFixed(2) })];
  });
  return { height, ground, marks, front };
}

/** `Moon 63 %`, `5.1 h dark`. */
function skyTexts(sky: MoonAndDarkness | undefined): readonly string[] {
  if (!sky) return [];
  const moon = l10n.t('Moon {0} %', Math.round(100 * sky.moon));
  if (sky.dark === null) return [moon];
  return [moon, sky.dark === 0 ? l10n.t('not fully dark') : l10n.t('{0} dark', hoursText(sky.dark))];
}

/** `2024-09-13: 5.2 h, 63 frames; M 31 and NGC 7000`. */
export function nightSumText({ night, totalExposure, frameCount, objects }: NightSum): string {
  const figures = `${night}: ${hoursText(totalExposure)}, ${countText(frameCount, 'frame')}`;
  if (objects.length === 0) return figures;
  const rest = objects.length - NAMED;
  const others = rest > 0 ? [countText(rest, 'more object')] : [];
  return `${figures}; ${listText([...objects.slice(0, NAMED), ...others])}`;
}

/** What the shades mean, and the dots where the Moon is shown. */
export function shadeLegend(withMoon: boolean): HTMLElement {
  const swatches = Array.from({ length: SHADES }, (_, i) =>
    svg('rect', { x: 1 + 16 * i, y: 1, width: 12, height: 12, class: `swatch shade-${i + 1}` }),
  );
  const picture = svg('svg', { width: 16 * SHADES, height: 14, 'aria-hidden': 'true' }, ...swatches);
  const dot = svg('svg', { width: 8, height: 14, 'aria-hidden': 'true' });
  dot.append(svg('circle', { cx: 4, cy: 7, r: 3, class: 'moon' }));
  const texts = [l10n.t('Short nights'), picture, l10n.t('Long nights')];
  const moon = withMoon ? [dot, l10n.t('Moon, the fuller the brighter')] : [];
  return element('p', { class: 'legend dim' }, ...texts, ...moon);
}

/** `Jan` … in the language of the page. */
function monthNames(): readonly string[] {
  const { lang } = document.documentElement;
  const format = new Intl.DateTimeFormat(lang === '' ? 'en' : lang, { month: 'short', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2024, month, 1)));
}
