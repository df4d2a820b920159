/** An edit of headers as Markdown: what could not be done or was left. */
import type { SetReport } from '../core/api/archive';
import { amendText } from '../core/text/merge';
import { codeSpan } from './markdown';
import { section } from './reportSection';

/** Names stand in code spans, so nothing in them is taken for markup. */
export function setMarkdown(report: SetReport): string {
  const { counts, failed, left, unknown, changed, warnings } = report;
  return [
    '# Edit header',
    `${amendText(counts)}.`,
    ...warnings.map((warning) => `${codeSpan(warning)}.`),
    ...section(
      'Failed',
      failed.map(({ path, error }) => `${codeSpan(path)}: ${codeSpan(error)}`),
      { count: counts.failed },
    ),
    ...section(
      'Left as they are',
      left.map(({ path, why }) => `${codeSpan(path)}: ${codeSpan(why)}`),
      { count: counts.left },
    ),
    ...section('Not in the archive', unknown.map(codeSpan)),
    ...section(
      'Changed',
      changed.map(({ path, to }) => (path === to ? codeSpan(path) : `${codeSpan(path)} → ${codeSpan(to)}`)),
      { count: counts.changed },
    ),
    '',
  ].join('\n\n');
}
