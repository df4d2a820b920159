/** Months, or years when there are many, without holes between the first and the last. */

/** `2024-09`. */
interface Monthly {
  readonly month: string;
}

export interface Period<Month extends Monthly> {
  /** `2024-09` or `2024`. */
  readonly name: string;
  /** The months with frames that are in it. */
  readonly months: readonly Month[];
}

const MOST_MONTHS = 48;
const MOST_YEARS = 60;

/**
 * One period for every month between the first and the last; for every year beyond 48 months. A header with a
 * broken clock can say any year, so beyond 60 years only the years with lights are given, the last 60 of
 * them.
 */
export function periods<Month extends Monthly>(months: readonly Month[]): readonly Period<Month>[] {
  const dated = months.filter(({ month }) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month));
  const numbers = dated.map(({ month }) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1);
  if (numbers.length === 0) return [];
  const [first, last] = extremes(numbers);
  if (last - first < MOST_MONTHS) {
    return gather(dated, ({ month }) => month, range(first, last).map(monthName));
  }
  const [from, to] = [Math.floor(first / 12), Math.floor(last / 12)];
  const years =
    to - from < MOST_YEARS ? range(from, to) : [...new Set(numbers.map((n) => Math.floor(n / 12)))];
  const names = years
    .sort((a, b) => a - b)
    .slice(-MOST_YEARS)
    .map(yearName);
  return gather(dated, ({ month }) => month.slice(0, 4), names);
}

function gather<Month extends Monthly>(
  months: readonly Month[],
  nameOf: (month: Month) => string,
  names: readonly string[],
): readonly Period<Month>[] {
  const found = new Map<string, Month[]>(names.map((name) => [name, []]));
  for (const month of months) found.get(nameOf(month))?.push(month);
  return [...found].map(([name, own]) => ({ name, months: own }));
}

function monthName(number: number): string {
  return `${yearName(Math.floor(number / 12))}-${String((number % 12) + 1).padStart(2, '0')}`;
}

function yearName(year: number): string {
  return String(year).padStart(4, '0');
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function extremes(numbers: readonly number[]): readonly [number, number] {
  return numbers.reduce<readonly [number, number]>(
    ([low, high], n) => [Math.min(low, n), Math.max(high, n)],
    [Infinity, -Infinity],
  );
}
