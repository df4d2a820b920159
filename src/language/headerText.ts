/** A header as a plain text document. */
import type { HeaderReport } from '../core/archive';
import { countText } from '../core/words';
import { cardText } from './cardText';
import { plainLine } from './escape';
import { headerSummary } from './headerSummary';

/** Longest line of the document; a string of many CONTINUE cards is cut there. */
const LINE_LENGTH = 2000;

/** The path, what matters first, problems, then every card of every unit, one a line. */
export function headerText(report: HeaderReport): string {
  const { title, facts, problems } = headerSummary(report);
  const width = Math.max(0, ...facts.map(({ label }) => label.length)) + 2;
  const lines = [report.file.path, title, ''];
  for (const { label, value } of facts) lines.push(`${`${label}:`.padEnd(width)}${value}`);
  if (problems.length > 0) lines.push('', 'Problems:', ...problems.map((problem) => `  ${problem}`));
  for (const hdu of report.file.hdus) {
    const name = hdu.name === '' ? hdu.type : `${hdu.type} ${hdu.name}`;
    lines.push('', `Unit ${hdu.index}: ${name}, ${countText(hdu.cards.length, 'card')}`);
    lines.push(...hdu.problems.map((problem) => `  ${problem.message}`));
    lines.push(...hdu.cards.map(cardText));
  }
  return lines.map((line) => plainLine(line, LINE_LENGTH)).join('\n') + '\n';
}
