/** Tables as CSV (RFC 4180), for spreadsheets and scripts. */

/** A row for each mark of a chart; null is an empty cell. */
export interface CsvTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** With a line end after each row, also the last: `Object,Hours\r\nM 31,5.25\r\n`. */
export function csvText({ head, rows }: CsvTable): string {
  return [head, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

/** Texts of headers that a spreadsheet would run as a formula get an apostrophe. */
function cellText(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hours for a table, to the second: 5.25 for 18900 s. */
export function hoursNumber(seconds: number): number {
  return Number((seconds / 3600).toFixed(4));
}
