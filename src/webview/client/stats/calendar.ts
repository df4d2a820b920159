/** Where everything goes in a calendar of nights. Pixels; no drawing. */

export interface CalendarCell {
  /** `2024-09-13`. */
  readonly night: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface CalendarLayout {
  readonly height: number;
  readonly cells: readonly CalendarCell[];
  /** Where a month begins, by its number from 0, and where its name goes. */
  readonly months: readonly { readonly month: number; readonly x: number; readonly y: number }[];
}

const DAYS = 7;
const GAP = 2;
/** A cell that a finger or a pointer still hits, and one that is no poster. */
const SMALLEST = 11;
const LARGEST = 18;
/** For the names of months above a block. */
const TITLE = 20;
const DAY = 86_400_000;

/**
 * A cell for each night of the year: a column for each week from Monday down, in as many blocks below each
 * other as a narrow page needs. Months begin in the column that holds their first night.
 */
export function calendar(year: number, width: number): CalendarLayout {
  // `Date.UTC` takes years below 100 for those of 1900, and a header can say any.
  const first = new Date(0).setUTCFullYear(year, 0, 1);
  const count = Math.round((new Date(0).setUTCFullYear(year + 1, 0, 1) - first) / DAY);
  const before = (new Date(first).getUTCDay() + 6) % DAYS;
  const weeks = Math.ceil((count + before) / DAYS);
  const perBlock = Math.max(4, Math.min(weeks, Math.floor(width / (SMALLEST + GAP))));
  const blocks = Math.ceil(weeks / perBlock);
  const columns = Math.ceil(weeks / blocks);
  const size = Math.max(SMALLEST, Math.min(LARGEST, Math.floor(width / columns) - GAP));
  const pitch = size + GAP;
  const blockHeight = TITLE + DAYS * pitch + GAP;

  const cells: CalendarCell[] = [];
  const months: { month: number; x: number; y: number }[] = [];
  for (let day = 0; day < count; day++) {
    const date = new Date(first + day * DAY);
    const week = Math.floor((day + before) / DAYS);
    const top = Math.floor(week / columns) * blockHeight;
    const x = (week % columns) * pitch;
    if (date.getUTCDate() === 1) months.push({ month: date.getUTCMonth(), x, y: top + TITLE - 6 });
    const y = top + TITLE + ((day + before) % DAYS) * pitch;
    cells.push({ night: date.toISOString().slice(0, 10), x, y, width: size, height: size });
  }
  return { height: blocks * blockHeight, cells, months };
}

/** How many shades there are for nights with light. */
export const SHADES = 4;

/** The shade of a night, 1 to 4, by its share of the longest one. */
export function shadeOf(value: number, longest: number): number {
  if (!(longest > 0)) return 1;
  return Math.min(SHADES, Math.max(1, Math.ceil((SHADES * value) / longest)));
}
