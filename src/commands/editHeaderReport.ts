/** A header edit as Markdown: what was changed, what failed, what was left unchanged. */
import * as l10n from '@vscode/l10n';
import type { EditReport } from '../core/api/archive';
import { amendText } from '../core/text/merge';
import { codeSpan } from './markdown';
import { section } from './reportSection';

/** Names are in code spans, so nothing in them is read as markup. */
export function setMarkdown(report: EditReport): string {
  const { counts, failed, left, unknown, changed, warnings } = report;
  return [
    `# ${l10n.t('Edit header')}`,
    `${amendText(counts)}.`,
    ...warnings.map((warning) => `${codeSpan(warning)}.`),
    ...section(
      l10n.t('Failed'),
      failed.map(({ path, error }) => `${codeSpan(path)}: ${codeSpan(error)}`),
      { count: counts.failed },
    ),
    ...section(
      l10n.t('Left unchanged'),
      left.map(({ path, why }) => `${codeSpan(path)}: ${codeSpan(why)}`),
      { count: counts.left },
    ),
    ...section(l10n.t('Not in the archive'), unknown.map(codeSpan)),
    ...section(
      l10n.t('Changed'),
      changed.map(({ path, to }) => (path === to ? codeSpan(path) : `${codeSpan(path)} → ${codeSpan(to)}`)),
      { count: counts.changed },
    ),
    '',
  ].join('\n\n');
}
