/** A report as Markdown. */
import * as l10n from '@vscode/l10n';
import { codeSpan } from './codeSpan';
import { type Report, type ReportSection, type ReportTable, spansOf } from './report';

/** `# Registration`, the paragraphs, and a heading with a list for each section. */
export function reportMarkdown({ title, intro, sections }: Report): string {
  return [`# ${title}`, ...intro.map(inline), ...sections.flatMap(sectionMarkdown), ''].join('\n\n');
}

/** How many are missing in a list of `shown`: `… and 2 more.`; empty for none. */
export function restOfList({ lines, rest }: Pick<ReportSection, 'lines' | 'rest'>): string {
  if (rest <= 0) return '';
  return lines.length === 0 ? l10n.t('They are not listed here.') : l10n.t('… and {0} more.', rest);
}

/** Text from files in code spans. */
function inline(text: string): string {
  return spansOf(text)
    .map((span) => (span.fromFile ? codeSpan(span.text) : span.text))
    .join('');
}

function sectionMarkdown(section: ReportSection): string[] {
  const { title, count, note, lines, table } = section;
  const heading = count === null ? title : `${title} (${count})`;
  return [
    title === '' ? '' : `## ${heading}`,
    inline(note),
    lines.map((line) => `- ${inline(line)}`).join('\n'),
    table === undefined ? '' : tableMarkdown(table),
    restOfList(section),
  ].filter((block) => block !== '');
}

function tableMarkdown({ columns, rows }: ReportTable): string {
  const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [
    row(columns.map(({ title }) => title)),
    row(columns.map(({ numeric }) => (numeric ? '--:' : '---'))),
    ...rows.map(row),
  ].join('\n');
}

/** No cell ends a column or is read as markup. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]<>()#|~]/g, String.raw`\$&`);
}
