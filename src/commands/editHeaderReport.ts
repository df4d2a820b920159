/** A header edit as Markdown: what was changed, what failed, what was left unchanged. */
import * as l10n from '@vscode/l10n';
import type { EditReport } from '../core/api/archive';
import { translated } from '../core/base/translation';
import { amendText } from '../core/text/merge';
import { codeSpan } from './markdown';
import { changedSection, failedSections, section } from './reportSection';

/** Names are in code spans, so nothing in them is read as markup. */
export function setMarkdown(report: EditReport): string {
  const { counts, unknown, warnings } = report;
  return [
    `# ${l10n.t('Edit header')}`,
    `${amendText(counts)}.`,
    ...warnings.map((warning) => `${codeSpan(translated(warning))}.`),
    ...failedSections(report),
    ...section(l10n.t('Not in the archive'), unknown.map(codeSpan)),
    ...changedSection(report),
    '',
  ].join('\n\n');
}
