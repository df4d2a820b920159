/** Tables and lists for people. */
import Table from 'cli-table3';
import { printable } from './printable';

/** No frame, no colours, two blanks between columns. */
const CHARS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

export interface Column<T> {
  readonly head: string;
  readonly align?: 'right';
  value(item: T): string;
}

/** A table of `items`, one a line; cells are made safe to print. */
export function table<T>(columns: readonly Column<T>[], items: readonly T[]): string {
  const made = new Table({
    head: columns.map((column) => column.head),
    colAligns: columns.map((column) => column.align ?? 'left'),
    chars: CHARS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const item of items) made.push(columns.map((column) => printable(column.value(item))));
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** At most `most` lines, and how many more there are: `… and 12 more`. */
export function shortList(lines: readonly string[], most = 10): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `… and ${lines.length - most} more`];
}

/** What a header does not say. */
export const NONE = '—';
