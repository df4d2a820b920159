/** A merge as two texts to compare, and as a report. */
import * as l10n from '@vscode/l10n';
import type { FileEditsReport, MergeReport } from '../core/api/archive';
import { amendedLines, mergeText, ruleLines, spellingsText } from '../core/text/merge';
import { fileText, type Report } from '../core/text/report';
import { countText } from '../core/text/words';
import { changedSection, failedSections } from './reportSection';

/** Names and keywords of all files now, and after the change; the lines of both texts correspond. */
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
  return l10n.t('… and {0}; the command line lists all files', countText(files, 'more file'));
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ');
}

/** What failed, what was left unchanged, and what was changed. */
export function mergeReport(report: MergeReport): Report {
  return {
    title: l10n.t('Merge'),
    intro: [
      `${fileText(mergeText(report))}. ${l10n.t('Names in headers: {0}.', fileText(spellingsText(report)))}`,
      ...ruleLines(report).map((line) => `${fileText(line)}.`),
    ],
    sections: [...failedSections(report), ...changedSection(report)],
  };
}
