/** A whole header as plain text: what matters first, then every card of every unit. */
import type { HeaderReport } from '../api/archive';
import { cardText } from './card';
import { headerSummary, type Fact } from './headerWords';
import { bytesText } from './words';

/** `headerLines` as one text, every line of it one line whatever the header holds. */
export function headerText(report: HeaderReport): string {
  return headerLines(report)
    .map((line) => line.replace(/[\r\n\u2028\u2029]+/g, ' '))
    .join('\n');
}

/**
 * Path, title, facts with the keywords that they came from, problems, then the cards as they stand. The text is other
 * people's: whoever shows it makes it safe for the place.
 */
export function headerLines(report: HeaderReport): string[] {
  const { file } = report;
  const { title, facts, problems } = headerSummary(report);
  const lines = [file.path, title, '', ...table(facts), ''];
  if (problems.length > 0) lines.push('Problems', ...problems.map((message) => `  ${message}`), '');
  for (const hdu of file.hdus) {
    const name = hdu.name === '' ? '' : ` ${hdu.name}`;
    const data = `${bytesText(hdu.dataSize)} of data at byte ${hdu.dataOffset}`;
    lines.push(`HDU ${hdu.index}${name} (${hdu.type}, ${data})`, ...hdu.cards.map(cardText), '');
  }
  return lines;
}

function table(facts: readonly Fact[]): string[] {
  const label = Math.max(...facts.map((fact) => fact.label.length)) + 2;
  // One very long value must not push every source out of sight.
  const value = Math.min(40, Math.max(...facts.map((fact) => fact.value.length))) + 2;
  return facts.map((fact) =>
    `${fact.label.padEnd(label)}${fact.value.padEnd(value)}${fact.source === '' ? '' : ` ${fact.source}`}`.trimEnd(),
  );
}
