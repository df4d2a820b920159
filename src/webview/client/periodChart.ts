/** Hours or frames per month as upright bars. */
import { countText, hoursText } from '../../core/text/words';
import type { Drawing } from './chart';
import { columns } from './columns';
import { svg } from './dom';
import type { Period } from './periods';
import { textPixels } from './scale';

export interface PeriodMeasure {
  readonly name: 'hours' | 'frames';
  /** Follows the numbers on the axis: `h`. */
  readonly unit: string;
  value(period: Period): number;
}

export const HOURS: PeriodMeasure = {
  name: 'hours',
  unit: ' h',
  value: ({ totalExposure }) => totalExposure / 3600,
};
export const FRAMES: PeriodMeasure = { name: 'frames', unit: '', value: ({ frameCount }) => frameCount };

export function drawPeriods(list: readonly Period[], measure: PeriodMeasure, width: number): Drawing {
  const tick = (value: number) => `${value}${measure.unit}`;
  const layout = columns(
    list.map((period) => measure.value(period)),
    width,
    { name: Math.max(0, ...list.map(({ name }) => textPixels(name))), tick },
  );
  const right = width - 8;
  const ground = [
    ...layout.ticks.map(({ y }) => svg('line', { class: 'grid', x1: layout.left, x2: right, y1: y, y2: y })),
    ...layout.ticks.map(({ value, y }) =>
      svg(
        'text',
        { class: 'tick', x: layout.left - 6, y, 'text-anchor': 'end', 'dominant-baseline': 'central' },
        tick(value),
      ),
    ),
    ...layout.named.map(({ index, x, anchor }) =>
      svg('text', { class: 'tick', x, y: layout.base + 16, 'text-anchor': anchor }, list[index]?.name ?? ''),
    ),
  ];
  const marks = list.flatMap((period, i) => {
    const bar = layout.bars[i];
    if (!bar || bar.height === 0) return [];
    const text = `${period.name}: ${hoursText(period.totalExposure)}, ${countText(period.frameCount, 'frame')}`;
    return [
      {
        key: `${measure.name} ${period.name}`,
        text,
        shape: bar,
        colour: measure.name === 'hours' ? 'blue' : 'green',
      },
    ];
  });
  return { height: layout.height, ground, marks };
}
