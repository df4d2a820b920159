/** A merge as two texts to compare, and as Markdown. */
import type { FileEditsReport, MergeReport } from '../core/api/archive';
import { amendedLines, mergeText, ruleLines, spellingsText } from '../core/text/merge';
import { countText } from '../core/text/words';
import { codeSpan } from './markdown';
import { section } from './reportSection';

/** Every file with its name and its cards as they are now, and as they will be; line by line, so that they stand side by side. */
export function mergeDifference(
  { changed, counts }: Pick<FileEditsReport, 'changed' | 'counts'>,
  relative: (path: string) => string,
): { readonly now: string; readonly after: string } {
  const lines = changed.flatMap((row) => [...amendedLines(row, relative), { before: '', after: '' }]);
  const rest = counts.changed - changed.length;
  if (rest > 0) lines.push({ before: more(rest), after: more(rest) });
  const text = (side: 'before' | 'after') => lines.map((line) => oneLine(line[side])).join('\n');
  return { now: text('before'), after: text('after') };
}

function more(files: number): string {
  return `… and ${countText(files, 'more file')}, all of which the command line lists`;
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ');
}

/** What could not be done or was left, as Markdown; names stand in code spans, so nothing in them is taken for markup. */
export function mergeMarkdown(report: MergeReport): string {
  const { failed, left, changed, counts } = report;
  return [
    '# Merge',
    `${codeSpan(mergeText(report))}. Names in headers: ${codeSpan(spellingsText(report))}.`,
    ...ruleLines(report).map((line) => `${codeSpan(line)}.`),
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
    ...section(
      'Changed',
      changed.map(({ path, to }) => (path === to ? codeSpan(path) : `${codeSpan(path)} → ${codeSpan(to)}`)),
      { count: counts.changed },
    ),
    '',
  ].join('\n\n');
}
