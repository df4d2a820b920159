/** A section of a report in Markdown: a heading and a list. */
import * as l10n from '@vscode/l10n';

export interface SectionOptions {
  /** How many there are, where not all are listed; null for a heading without a number. */
  readonly count?: number | null;
  /** A paragraph above the list. */
  readonly note?: string;
  /** At most so many lines are shown; a page of a hundred thousand would not open. */
  readonly most?: number;
}

/**
 * Blocks of Markdown, to be joined by empty lines; none where there is nothing to list. Lines come without
 * their bullets, escaped already. `section('Failed', ['a'], { count: 3 })` is `## Failed (3)`, `- a`, `… and
 * 2 more.`
 */
export function section(
  title: string,
  lines: readonly string[],
  { count = lines.length, note = '', most = Infinity }: SectionOptions = {},
): string[] {
  const total = count ?? lines.length;
  if (total === 0) return [];
  const shown = lines.slice(0, most);
  const rest = total - shown.length;
  return [
    count === null ? `## ${title}` : `## ${title} (${count})`,
    ...(note === '' ? [] : [note]),
    ...(shown.length === 0 ? [] : [shown.map((line) => `- ${line}`).join('\n')]),
    ...(rest <= 0
      ? []
      : [shown.length === 0 ? l10n.t('They are not listed here.') : l10n.t('… and {0} more.', rest)]),
  ];
}
