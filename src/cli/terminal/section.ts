/** A titled list of lines in a report for people. */
import { printable } from './printable';
import { shortList } from './table';

/**
 * Nothing where there are no lines; else an empty line, the title, and the first few lines, safe to print.
 */
export function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...shortList(lines).map((line) => `  ${printable(line)}`)];
}
