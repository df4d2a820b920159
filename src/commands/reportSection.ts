/** A section of a report in Markdown: a heading and a list. */
import * as l10n from '@vscode/l10n';
import type { FileEditsReport } from '../core/api/archive';
import { translated } from '../core/base/translation';
import { codeSpan } from './markdown';

export interface SectionOptions {
  /** How many there are, where not all are listed; null for a heading without a number. */
  readonly count?: number | null;
  /** A paragraph above the list. */
  readonly note?: string;
  /** At most so many lines are shown; a page of a hundred thousand would not open. */
  readonly most?: number;
}

/** A file by its paths before and after, equal where its name stays. */
interface Renamed {
  readonly path: string;
  readonly to: string;
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

/** What edits of files have come to: files that failed, files left unchanged. */
export function failedSections({
  failed,
  left,
  counts,
}: Pick<FileEditsReport, 'failed' | 'left' | 'counts'>): string[] {
  return [
    ...section(
      l10n.t('Failed'),
      failed.map(({ path, error }) => `${codeSpan(path)}: ${codeSpan(translated(error))}`),
      { count: counts.failed },
    ),
    ...section(
      l10n.t('Left unchanged'),
      left.map(({ path, why }) => `${codeSpan(path)}: ${codeSpan(translated(why))}`),
      { count: counts.left },
    ),
  ];
}

/** Files that edits have changed, with their new names. */
export function changedSection({
  changed,
  counts,
}: Pick<FileEditsReport, 'counts'> & { readonly changed: readonly Renamed[] }): string[] {
  return section(
    l10n.t('Changed'),
    changed.map(({ path, to }) => (path === to ? codeSpan(path) : `${codeSpan(path)} → ${codeSpan(to)}`)),
    { count: counts.changed },
  );
}
