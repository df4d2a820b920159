/** Where everything goes in a chart of upright bars. Pixels; no drawing. */
import { ticks } from './scale';

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
  /** Indices of the bars that are named on the axis. */
  readonly named: readonly number[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
}

const HEIGHT = 180;
const LEFT = 44;
const TOP = 10;
const AXIS = 24;
const RIGHT = 8;
const WIDEST = 40;
/** Pixels that a name like `2024-09` takes with some air. */
const NAME = 62;
const THINNEST = 2;

/** Lays one bar per value out over `width` pixels. */
export function columns(values: readonly number[], width: number): ColumnLayout {
  const base = HEIGHT - AXIS;
  const plot = Math.max(40, width - LEFT - RIGHT);
  const pitch = plot / Math.max(1, values.length);
  const barWidth = Math.max(1, Math.min(WIDEST, pitch * 0.7));
  const axis = ticks(Math.max(0, ...values), 4);
  const scale = (base - TOP) / (axis.at(-1) ?? 1);
  const every = Math.max(1, Math.ceil(NAME / pitch));
  return {
    height: HEIGHT,
    base,
    left: LEFT,
    bars: values.map((value, i) => {
      const height = value > 0 ? Math.max(THINNEST, value * scale) : 0;
      return { x: LEFT + pitch * (i + 0.5) - barWidth / 2, y: base - height, width: barWidth, height };
    }),
    named: values.map((_, i) => i).filter((i) => i % every === 0),
    ticks: axis.map((value) => ({ value, y: base - value * scale })),
  };
}
