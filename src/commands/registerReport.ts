/** A registration in words: one line for a message, and a report in Markdown. */
import * as l10n from '@vscode/l10n';
import type { RegisterMode, RegisterReport } from '../core/api/archive';
import type { FrameType } from '../core/base/frame';
import { translated } from '../core/base/translation';
import {
  countText,
  duplicateText,
  durationText,
  frameTypeText,
  insteadText,
  restText,
} from '../core/text/words';
import { codeSpan } from './markdown';
import { section } from './reportSection';

export function hasProblems({ counts: { failed, duplicates, skipped } }: RegisterReport): boolean {
  return failed + duplicates + skipped > 0;
}

/** `300 files registered, 2 duplicates, 1 failed, 4 skipped`; `No FITS or XISF files found`. */
export function registerSummary(report: RegisterReport): string {
  const { counts, cancelled } = report;
  if (counts.registered === 0 && !hasProblems(report) && !cancelled)
    return l10n.t('No FITS or XISF files found');
  const parts = [l10n.t('{0} registered', countText(counts.registered, 'file')), restText(report)];
  const text = parts.filter((part) => part !== '').join(', ');
  return cancelled ? l10n.t('Cancelled: {0}', text) : text;
}

function modeText(mode: RegisterMode): string {
  switch (mode) {
    case 'copy':
      return l10n.t('Files were copied.');
    case 'move':
      return l10n.t('Files were moved.');
    case 'in-place':
      return l10n.t('Files were listed in place.');
  }
}

/** The report as Markdown. Paths are in code spans, so nothing in a name is read as markup. */
export function reportMarkdown(report: RegisterReport, mode: RegisterMode): string {
  const { counts } = report;
  return [
    `# ${l10n.t('Registration')}`,
    `${registerSummary(report)}. ${modeText(mode)} ${l10n.t('Took {0}.', durationText(report.seconds))}`,
    ...section(
      l10n.t('Failed'),
      report.failed.map(({ path, error }) => `${codeSpan(path)}: ${codeSpan(translated(error))}`),
      { count: counts.failed },
    ),
    ...section(
      l10n.t('Duplicates'),
      report.duplicates.map((each) => `${codeSpan(each.path)}: ${duplicateText(each, codeSpan(each.of))}`),
      { count: counts.duplicates },
    ),
    ...section(
      l10n.t('Skipped'),
      report.skipped.map(({ path, why }) => `${codeSpan(path)}: ${codeSpan(translated(why))}`),
      { count: counts.skipped },
    ),
    ...section(
      l10n.t('Registered'),
      report.registered.map(
        ({ from, to, type, instead }) =>
          `${frameTypeText(type)} ${codeSpan(from)} → ${codeSpan(to)}` +
          (instead === undefined ? '' : `, ${insteadText(codeSpan(instead))}`),
      ),
      {
        count: counts.registered,
        note: report.registered.length === counts.registered ? typeCounts(report.registered) : '',
      },
    ),
    '',
  ].join('\n\n');
}

/** `12 lights, 20 darks`. */
function typeCounts(registered: RegisterReport['registered']): string {
  const counts = new Map<FrameType, number>();
  for (const { type } of registered) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => frameTypeText(type, count)).join(', ');
}
