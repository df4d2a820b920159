/** Groups of duplicates in words. */
import * as l10n from '@vscode/l10n';
import type { DuplicateGroup, DuplicatesReport } from '../core/api/archive';
import { translated } from '../core/base/translation';
import { shortListText } from '../core/text/counts';
import { bytesText, cardValueText, countText, duplicateNote } from '../core/text/words';
import { codeSpan } from './markdown';

/** `3 groups of duplicates, 12.3 MB could be freed`; `No duplicates`. */
export function duplicatesSummary({ groups, failed, cancelled }: DuplicatesReport): string {
  const parts = [
    groups.length === 0
      ? l10n.t('No duplicates')
      : l10n.t(
          '{0}, {1} could be freed',
          countText(groups.length, 'group of duplicates'),
          bytesText(spare(groups)),
        ),
    ...(failed.length > 0 ? [l10n.t('{0} could not be compared', countText(failed.length, 'file'))] : []),
  ];
  const text = parts.join(', ');
  return cancelled ? l10n.t('Cancelled: {0}', text) : text;
}

/** Bytes of all but the largest file of each group. */
function spare(groups: readonly DuplicateGroup[]): number {
  return groups.reduce((sum, { files }) => {
    const sizes = files.map(({ size }) => size);
    return sum + sizes.reduce((all, size) => all + size, 0) - Math.max(...sizes);
  }, 0);
}

/** Keywords that a line lists. */
const MOST_KEYWORDS = 3;

/**
 * Identical files, or how the headers differ: `the same image; these keywords differ: FILTER, GAIN and 3
 * more`.
 */
export function differenceText({ same, differences }: DuplicateGroup): string {
  if (same === 'file') return l10n.t('identical files');
  if (differences.length === 0) return l10n.t('the same image');
  const names = differences.map(({ keyword }) => keyword);
  return l10n.t('the same image; these keywords differ: {0}', shortListText(names, MOST_KEYWORDS));
}

/** The whole report as Markdown; text from files is in code spans. */
export function duplicatesMarkdown(report: DuplicatesReport): string {
  return [
    `# ${l10n.t('Duplicates')}`,
    l10n.t('{0}. Nothing was deleted.', duplicatesSummary(report)),
    ...report.groups.flatMap(groupMarkdown),
    ...(report.failed.length === 0
      ? []
      : [
          `## ${l10n.t('Not compared')}`,
          report.failed
            .map(({ path, error }) => `- ${codeSpan(path)}: ${codeSpan(translated(error))}`)
            .join('\n'),
        ]),
    '',
  ].join('\n\n');
}

function groupMarkdown(group: DuplicateGroup, index: number): string[] {
  const files = group.files.map(
    (file) => `- ${codeSpan(file.path)}, ${bytesText(file.size)}${duplicateNote(file, group.keep)}`,
  );
  const cards = group.differences.map(
    ({ keyword, values }) =>
      `- ${codeSpan(keyword)}: ${values.map((value) => codeSpan(cardValueText(value))).join(' | ')}`,
  );
  return [
    `## ${index + 1}. ${group.same === 'file' ? l10n.t('Identical files') : l10n.t('Identical pixels')}`,
    files.join('\n'),
    ...(cards.length === 0
      ? []
      : [l10n.t('Keywords that differ, in the order of the files:'), cards.join('\n')]),
  ];
}
