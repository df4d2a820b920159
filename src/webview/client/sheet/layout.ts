/** Where frames stand on a contact sheet, which are in view, and where keys lead. Pure. */

/** Pixels of a cell with the gap beside and below it; a picture, a line for the name and one for the time. */
export const CELL = { width: 216, height: 216 } as const;

export interface Layout {
  readonly count: number;
  /** Frames in a row: 5. */
  readonly columns: number;
  readonly rows: number;
  /** Pixels of all rows together. */
  readonly height: number;
  /** Pixels to the left of the first column, so that all stand in the middle. */
  readonly left: number;
}

/** For a sheet that is so many pixels wide. */
export function layoutOf(count: number, width: number): Layout {
  const columns = Math.max(1, Math.floor(width / CELL.width));
  const rows = Math.ceil(count / columns);
  const left = Math.max(0, Math.floor((width - columns * CELL.width) / 2));
  return { count, columns, rows, height: rows * CELL.height, left };
}

/** The place of a frame in pixels from the corner of the sheet. */
export function placeOf(
  index: number,
  { columns, left }: Layout,
): { readonly x: number; readonly y: number } {
  return { x: left + (index % columns) * CELL.width, y: Math.floor(index / columns) * CELL.height };
}

/** Frames from the first to before the last. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Those in whole or in part between two heights, and `more` rows on both sides. */
export function inView({ count, columns }: Layout, top: number, height: number, more = 0): Range {
  const first = Math.max(0, Math.floor(top / CELL.height) - more);
  const last = Math.max(first, Math.ceil((top + height) / CELL.height) + more);
  return { from: Math.min(count, first * columns), to: Math.min(count, last * columns) };
}

/** Where a key leads from a frame; undefined for a key that leads nowhere. */
export function stepTo(key: string, index: number, layout: Layout, height: number): number | undefined {
  const { count, columns } = layout;
  if (count === 0) return undefined;
  const page = Math.max(1, Math.floor(height / CELL.height)) * columns;
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -page,
    PageDown: page,
  };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  if (step === undefined) return undefined;
  const next = index + step;
  // Up from the first row, or down from the last one, stays in its column.
  if (key === 'ArrowUp' && next < 0) return index;
  if (key === 'ArrowDown' && next >= count) {
    return Math.floor(index / columns) === layout.rows - 1 ? index : count - 1;
  }
  return Math.min(count - 1, Math.max(0, next));
}

/** How far to scroll, so that a frame is in view as a whole: as little as possible. */
export function scrollFor(index: number, layout: Layout, top: number, height: number): number {
  const { y } = placeOf(index, layout);
  if (y < top) return y;
  return y + CELL.height > top + height ? y + CELL.height - height : top;
}
