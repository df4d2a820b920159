/** What the headers of files that hold the same image say differently. Pure. */
import type { DuplicateGroup } from '../../api/archive';
import type { Card, CardValue } from '../../formats/fits/header';

type Difference = DuplicateGroup['differences'][number];

/** A processing history can have thousands of lines. */
const MOST_TEXT = 2000;

/**
 * Keywords whose values are not the same in all headers, in the order in which they appear; comments do not
 * count. Of HISTORY and COMMENT the lines count that not every header has, as one text: `a\nb`.
 */
export function differences(headers: readonly (readonly Card[])[]): Difference[] {
  const tables = headers.map(valuesOf);
  const keywords = new Set(tables.flatMap((table) => [...table.keys()]));
  return [...keywords].flatMap((keyword) => {
    const lists = tables.map((table) => table.get(keyword) ?? []);
    if (new Set(lists.map(textOf)).size === 1) return [];
    return [{ keyword, values: valuesToShow(lists) }];
  });
}

function valuesOf(cards: readonly Card[]): Map<string, CardValue[]> {
  const values = new Map<string, CardValue[]>();
  for (const { keyword, value } of cards) {
    if (keyword === '' || keyword === 'END') continue;
    const list = values.get(keyword);
    if (list) list.push(value);
    else values.set(keyword, [value]);
  }
  return values;
}

/** Tells 1 from 1n and '1'. */
function textOf(values: readonly CardValue[]): string {
  return values.map((value) => `${typeof value} ${String(value)}`).join('\n');
}

/** One value as it is, several as text without the lines that all share. */
function valuesToShow(lists: readonly (readonly CardValue[])[]): (CardValue | undefined)[] {
  if (lists.every((list) => list.length <= 1)) return lists.map(([value]) => value);
  const texts = lists.map((list) => list.map((value) => (value === null ? '' : String(value))));
  // Sets, since a history of a megabyte has ten thousand lines to look for in each of the others.
  const [first = new Set<string>(), ...others] = texts.map((lines) => new Set(lines));
  const shared = new Set([...first].filter((line) => others.every((lines) => lines.has(line))));
  return texts.map((lines) => {
    const own = lines.filter((line) => !shared.has(line));
    return lines.length === 0 ? undefined : own.join('\n').slice(0, MOST_TEXT);
  });
}
