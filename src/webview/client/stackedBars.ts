/** Where everything goes in a chart of stacked horizontal bars. Pixels; no drawing. */
import { ticks } from './scale';

export interface Segment {
  readonly row: number;
  readonly part: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface BarLayout {
  readonly height: number;
  /** Where the bars begin. */
  readonly labelWidth: number;
  /** Pixels that a label may take. */
  readonly labelRoom: number;
  /** The middle of a row's label is so far above the middle of its bar; 0 where it stands beside the bar. */
  readonly labelRise: number;
  /** Middle of each row and where its bar ends. */
  readonly rows: readonly { readonly y: number; readonly end: number }[];
  readonly segments: readonly Segment[];
  readonly ticks: readonly { readonly value: number; readonly x: number }[];
}

const BAR = 18;
const PITCH = 26;
const AXIS = 24;
/** What a label above its bar takes. */
const LABEL = 20;
/** Room for the total behind the longest bar: `123.4 h`, `9 min 59 s`. */
const TOTAL = 78;
/** Between a label and its bar. */
const GAP = 12;
/** The most that labels beside the bars may take of the width. */
const LABEL_SHARE = 0.4;
/** A piece that is there can be seen, however small. */
const THINNEST = 2;

/**
 * Lays one bar per row out over `width` pixels; a row is the values of its pieces, in the unit of the axis,
 * in the order in which they are stacked. `longest` is the width of the longest label; labels that would take
 * too much of a narrow page stand above their bars.
 */
export function stackedBars(rows: readonly (readonly number[])[], width: number, longest: number): BarLayout {
  const isAbove = longest + GAP > width * LABEL_SHARE;
  const pitch = isAbove ? PITCH + LABEL : PITCH;
  const labelWidth = isAbove ? 0 : Math.max(40, Math.ceil(longest) + GAP);
  const plot = Math.max(40, width - labelWidth - TOTAL);
  const totals = rows.map((parts) => parts.reduce((sum, value) => sum + value, 0));
  const values = ticks(Math.max(0, ...totals), Math.max(2, Math.min(6, Math.floor(plot / 80))));
  const scale = plot / (values.at(-1) ?? 1);

  const segments: Segment[] = [];
  const places = rows.map((parts, row) => {
    const y = (row + 1) * pitch - (PITCH + BAR) / 2;
    let x = labelWidth;
    parts.forEach((value, part) => {
      if (value <= 0) return;
      const wide = Math.max(THINNEST, value * scale);
      segments.push({ row, part, x, y, width: wide, height: BAR });
      x += wide;
    });
    return { y: y + BAR / 2, end: x };
  });
  return {
    height: rows.length * pitch + AXIS,
    labelWidth,
    labelRoom: isAbove ? width : labelWidth - GAP,
    labelRise: isAbove ? (BAR + LABEL) / 2 : 0,
    rows: places,
    segments,
    ticks: values.map((value) => ({ value, x: labelWidth + value * scale })),
  };
}
