/** How warm the sensors were, and how far from what was asked for. */
import * as l10n from '@vscode/l10n';
import type { StatsRow } from '../../../core/api/archive';
import {
  coolingErrors,
  type Histogram,
  measuredTemperatures,
} from '../../../core/rules/figures/temperatures';
import { temperatureTable } from '../../../core/text/figureTables';
import { countText, numberText, temperatureText } from '../../../core/text/words';
import { chart, type Chart, type ChartHost } from '../chart';
import { drawBars } from '../periodChart';
import { number } from '../tiles';

/** One for each of the two that the headers of some lights tell. */
export function temperatureCharts(rows: readonly StatsRow[], host: ChartHost): readonly Chart[] {
  return [
    ...one(l10n.t('Lights per sensor temperature'), 'sensor-temperature', measuredTemperatures(rows), host),
    ...one(l10n.t('Measured less set temperature'), 'cooling-error', coolingErrors(rows), host),
  ];
}

function one(title: string, name: string, histogram: Histogram, host: ChartHost): readonly Chart[] {
  const { bins, step, outside } = histogram;
  if (bins.length === 0) return [];
  const bars = bins.map(({ middle, frameCount, sessions }) => ({
    ...{ name: numberText(middle, 1), value: frameCount, sessions },
    text: `${rangeText(middle, step)}: ${countText(frameCount, 'light')}`,
  }));
  const drawn = chart(
    {
      ...{ title, name, hint: hintText(outside) },
      draw: (width) => drawBars(bars, { name, colour: 'teal', tick: number }, width),
      table: () => temperatureTable(histogram),
    },
    host,
  );
  return [drawn];
}

/** `−10 °C`, `−10 ± 2.5 °C`. */
function rangeText(middle: number, step: number): string {
  return step <= 1 ? temperatureText(middle) : `${numberText(middle, 1)} ± ${numberText(step / 2, 1)} °C`;
}

function hintText(outside: number): string {
  return outside === 0
    ? l10n.t('°C')
    : l10n.t('°C; {0} with a temperature that no sensor has left out', countText(outside, 'light'));
}
