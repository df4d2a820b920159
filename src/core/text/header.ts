/** A whole header as plain text: what matters first, then every card of every unit. */
import * as l10n from '@vscode/l10n';
import type { HeaderReport } from '../api/archive';
import { cardText } from './card';
import { type Fact, headerSummary } from './headerWords';
import { bytesText } from './words';

/** `headerLines` as one text; line breaks inside a header become spaces. */
export function headerText(report: HeaderReport): string {
  return headerLines(report)
    .map((line) => line.replace(/[\r\n\u2028\u2029]+/g, ' '))
    .join('\n');
}

/**
 * Path, title, facts with their source keywords, problems, then the cards as they are in the file. The text
 * is untrusted: the caller escapes it for the place where it is shown.
 */
export function headerLines(report: HeaderReport): string[] {
  const { file } = report;
  const { title, facts, problems } = headerSummary(report);
  const lines = [file.path, title, '', ...table(facts), ''];
  if (problems.length > 0) lines.push(l10n.t('Problems'), ...problems.map((message) => `  ${message}`), '');
  for (const hdu of file.hdus) {
    const name = hdu.name === '' ? '' : ` ${hdu.name}`;
    const data = dataText(hdu);
    lines.push(`HDU ${hdu.index}${name} (${hdu.type}, ${data})`, ...hdu.cards.map(cardText), '');
  }
  return lines;
}

/** `52.2 MB of data at byte 5760`. */
export function dataText({ dataSize, dataOffset }: { dataSize: number; dataOffset: number }): string {
  return l10n.t('{0} of data at byte {1}', bytesText(dataSize), dataOffset);
}

function table(facts: readonly Fact[]): string[] {
  const label = Math.max(...facts.map((fact) => fact.label.length)) + 2;
  // One very long value must not push every source out of view.
  const value = Math.min(40, Math.max(...facts.map((fact) => fact.value.length))) + 2;
  return facts.map((fact) =>
    `${fact.label.padEnd(label)}${fact.value.padEnd(value)}${fact.source === '' ? '' : ` ${fact.source}`}`.trimEnd(),
  );
}
