/** AstroBin's table of acquisitions as text. Pure. */
import type { Acquisition } from '../../api/astrobin';
import { decimalText } from '../../base/decimals';

/** In the order of AstroBin's own page; `filterName`, which only its export has, is no column. */
const COLUMNS = [
  'date',
  'filter',
  'number',
  'duration',
  'iso',
  'binning',
  'gain',
  'sensorCooling',
  'darks',
  'flats',
  'flatDarks',
  'bias',
] as const satisfies readonly (keyof Acquisition)[];

/** Columns that AstroBin asks for. */
const NEEDED: ReadonlySet<string> = new Set(['number', 'duration']);

/**
 * A line of names and one for each row, without blanks; columns that are empty everywhere are left out. Cells
 * are numbers and dates only, so none needs quotes.
 */
export function acquisitionCsv(rows: readonly Acquisition[]): string {
  const columns = COLUMNS.filter((name) => NEEDED.has(name) || rows.some((row) => row[name] !== null));
  const lines = [columns, ...rows.map((row) => columns.map((name) => cellOf(row[name])))];
  return lines.map((line) => `${line.join(',')}\n`).join('');
}

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  return typeof value === 'number' ? decimalText(value, 4) : value;
}
