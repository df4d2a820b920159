/** Upright bars: months or years, degrees of temperature; alone, or standing on what was there before. */
import type { Drawing } from './chart';
import { columns } from './columns';
import { svg } from './dom';
import { textPixels } from './scale';

/** One bar. */
export interface Bar {
  /** On the axis: `2024-09`, `−10`. */
  readonly name: string;
  readonly value: number;
  /** What it stands on, drawn in grey; 0 for nothing. */
  readonly before?: number;
  /** `2024-09: 12.4 h, 149 frames`. */
  readonly text: string;
  readonly sessions: readonly string[];
}

export interface BarStyle {
  /** For the keys of the marks: `hours`. */
  readonly name: string;
  readonly colour: string;
  /** The text of a value on the axis: `5 h`. */
  readonly tick: (value: number) => string;
}

export function drawBars(bars: readonly Bar[], { name, colour, tick }: BarStyle, width: number): Drawing {
  const layout = columns(
    bars.map(({ value, before = 0 }) => value + before),
    width,
    { name: Math.max(0, ...bars.map((bar) => textPixels(bar.name))), tick },
  );
  const right = width - 8;
  const top = layout.ticks.at(-1);
  const scale = top === undefined || top.value === 0 ? 0 : (layout.base - top.y) / top.value;
  const places = bars.map((bar, i) => {
    const whole = layout.bars[i];
    if (!whole) return { bar, whole: null, low: 0 };
    // What was added stays visible, however little it is.
    const low = Math.min((bar.before ?? 0) * scale, Math.max(0, whole.height - (bar.value > 0 ? 2 : 0)));
    return { bar, whole, low };
  });
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
      svg('text', { class: 'tick', x, y: layout.base + 16, 'text-anchor': anchor }, bars[index]?.name ?? ''),
    ),
    ...places.flatMap(({ whole, low }) =>
      whole && low > 0
        ? [
            svg('rect', {
              class: 'before',
              x: whole.x,
              width: whole.width,
              y: layout.base - low,
              height: low,
            }),
          ]
        : [],
    ),
  ];
  const marks = places.flatMap(({ bar, whole, low }) => {
    if (!whole || bar.value <= 0) return [];
    const shape = { ...whole, height: whole.height - low };
    return [
      {
        key: `${name} ${bar.name}`,
        text: bar.text,
        shape,
        style: `colour-${colour}`,
        sessions: bar.sessions,
      },
    ];
  });
  return { height: layout.height, ground, marks };
}
