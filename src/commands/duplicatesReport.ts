/** Groups of duplicates in words. */
import type { DuplicateGroup, DuplicatesReport } from '../core/api/archive';
import { bytesText, cardValueText, countText, duplicateNote } from '../core/text/words';
import { codeSpan } from './markdown';

/** `3 groups of duplicates, 12.3 MB could be freed`; `No duplicates`. */
export function duplicatesSummary({ groups, failed, cancelled }: DuplicatesReport): string {
  const found =
    groups.length === 0
      ? 'No duplicates'
      : `${countText(groups.length, 'group')} of duplicates, ${bytesText(spare(groups))} could be freed`;
  const more = failed.length > 0 ? `, ${countText(failed.length, 'file')} could not be compared` : '';
  return `${cancelled ? 'Cancelled: ' : ''}${found}${more}`;
}

/** Bytes of all but the largest file of each group. */
function spare(groups: readonly DuplicateGroup[]): number {
  return groups.reduce((sum, { files }) => {
    const sizes = files.map(({ size }) => size);
    return sum + sizes.reduce((all, size) => all + size, 0) - Math.max(...sizes);
  }, 0);
}

/** The same file, or how the headers differ: `FILTER, GAIN and 3 more differ`. */
export function differenceText({ same, differences }: DuplicateGroup): string {
  if (same === 'file') return 'the same byte for byte';
  if (differences.length === 0) return 'the same image';
  const names = differences.map(({ keyword }) => keyword);
  const rest = names.length - 3;
  return `the same image; ${names.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''} differ`;
}

/** The whole report as Markdown; what files say stands in code spans. */
export function duplicatesMarkdown(report: DuplicatesReport): string {
  return [
    '# Duplicates',
    `${duplicatesSummary(report)}. Nothing was deleted.`,
    ...report.groups.flatMap(groupMarkdown),
    ...(report.failed.length === 0
      ? []
      : [
          '## Not compared',
          report.failed.map(({ path, error }) => `- ${codeSpan(path)}: ${codeSpan(error)}`).join('\n'),
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
    `## ${index + 1}. ${group.same === 'file' ? 'The same file, byte for byte' : 'The same image, pixel for pixel'}`,
    files.join('\n'),
    ...(cards.length === 0 ? [] : ['Cards that differ, in the order of the files:', cards.join('\n')]),
  ];
}
