/** Groups of duplicates in words. */
import * as l10n from '@vscode/l10n';
import type { DuplicateGroup, DuplicatesReport } from '../core/api/archive';
import { shortListText } from '../core/text/counts';
import { comparedText } from '../core/text/duplicates';
import { fileText, type Report, type ReportSection } from '../core/text/report';
import { bytesText, cardValueText, countText, duplicateNote } from '../core/text/words';
import { fileLine, section } from './reportSection';

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

/** Every group with its files and the keywords that differ. */
export function duplicatesReport(report: DuplicatesReport): Report {
  return {
    title: l10n.t('Duplicates'),
    intro: [
      l10n.t('{0}. Nothing was deleted.', duplicatesSummary(report)),
      `${comparedText(report.compared)}.`,
    ],
    sections: [
      ...report.groups.flatMap(groupSections),
      ...section(
        l10n.t('Not compared'),
        report.failed.map(({ path, error }) => fileLine(path, error)),
        { count: null },
      ),
    ],
  };
}

function groupSections(group: DuplicateGroup, index: number): ReportSection[] {
  const files = group.files.map(
    (file) => `${fileText(file.path)}, ${bytesText(file.size)}${duplicateNote(file, group.keep)}`,
  );
  const cards = group.differences.map(
    ({ keyword, values }) =>
      `${fileText(keyword)}: ${values.map((value) => fileText(cardValueText(value))).join(' | ')}`,
  );
  const title = group.same === 'file' ? l10n.t('Identical files') : l10n.t('Identical pixels');
  return [
    ...section(`${index + 1}. ${title}`, files, { count: null }),
    ...section('', cards, { count: null, note: l10n.t('Keywords that differ, in the order of the files:') }),
  ];
}
