/** Where everything goes in a chart of upright bars. Pixels; no drawing. */
import { textPixels, ticks } from './scale';

export interface ColumnLayout {
  readonly height: number;
  /** Bottom of the bars. */
  readonly base: number;
  readonly left: number;
  readonly bars: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  /** Bars that are named on the axis, by index, and where the name goes; the outermost stay inside. */
  readonly named: readonly { readonly index: number; readonly x: number; readonly anchor: Anchor }[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
}

export type Anchor = 'start' | 'middle' | 'end';

const HEIGHT = 180;
/** Around the texts of the axis at the left. */
const LEFT = 14;
const TOP = 10;
const AXIS = 24;
const RIGHT = 8;
const WIDEST = 40;
/** Air around a name. */
const AIR = 10;
const THINNEST = 2;

export interface ColumnTexts {
  /** Pixels that the widest name takes: 52 for `2024-09`. */
  readonly name: number;
  /** The text of a value on the axis: `5 h`. */
  readonly tick: (value: number) => string;
}

/** Lays one bar per value out over `width` pixels. */
export function columns(values: readonly number[], width: number, texts: ColumnTexts): ColumnLayout {
  const base = HEIGHT - AXIS;
  const axis = ticks(Math.max(0, ...values), 4);
  const left = LEFT + Math.max(...axis.map((value) => textPixels(texts.tick(value))));
  const plot = Math.max(40, width - left - RIGHT);
  const pitch = plot / Math.max(1, values.length);
  const barWidth = Math.max(1, Math.min(WIDEST, pitch * 0.7));
  const scale = (base - TOP) / (axis.at(-1) ?? 1);
  const every = Math.max(1, Math.ceil((texts.name + AIR) / pitch));
  return {
    height: HEIGHT,
    base,
    left,
    bars: values.map((value, i) => {
      const height = value > 0 ? Math.max(THINNEST, value * scale) : 0;
      return { x: left + pitch * (i + 0.5) - barWidth / 2, y: base - height, width: barWidth, height };
    }),
    named: values
      .map((_, index) => index)
      .filter((index) => index % every === 0)
      .map((index) => ({ index, ...namePlace(left + pitch * (index + 0.5), texts.name, width) })),
    ticks: axis.map((value) => ({ value, y: base - value * scale })),
  };
}

/** Under its bar, or against the edge of the picture where it would be cut. */
function namePlace(middle: number, name: number, width: number): { x: number; anchor: Anchor } {
  if (middle + name / 2 > width) return { x: width, anchor: 'end' };
  return middle < name / 2 ? { x: 0, anchor: 'start' } : { x: middle, anchor: 'middle' };
}
