/** An edit of headers as Markdown: what could not be done or was left. */
import type { SetReport } from '../core/api/archive';
import { amendText } from '../core/text/merge';
import { codeSpan } from './markdown';

/** Names stand in code spans, so nothing in them is taken for markup. */
export function setMarkdown(report: SetReport): string {
  const { counts, failed, left, unknown, changed, warnings } = report;
  const list = (title: string, count: number, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`## ${title} (${count})`, lines.map((line) => `- ${line}`).join('\n')];
  return [
    '# Edit header',
    `${amendText(counts)}.`,
    ...warnings.map((warning) => `${codeSpan(warning)}.`),
    ...list(
      'Failed',
      counts.failed,
      failed.map(({ path, error }) => `${codeSpan(path)}: ${codeSpan(error)}`),
    ),
    ...list(
      'Left as they are',
      counts.left,
      left.map(({ path, why }) => `${codeSpan(path)}: ${codeSpan(why)}`),
    ),
    ...list('Not in the archive', unknown.length, unknown.map(codeSpan)),
    ...list(
      'Changed',
      counts.changed,
      changed.map(({ path, to }) => (path === to ? codeSpan(path) : `${codeSpan(path)} → ${codeSpan(to)}`)),
    ),
    '',
  ].join('\n\n');
}
