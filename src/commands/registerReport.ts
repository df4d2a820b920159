/** A registration in words: one line for a message, a page for those who want to know more. */
import type { RegisterMode, RegisterReport } from '../core/api/archive';
import type { FrameType } from '../core/base/frame';
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

/** `300 files registered, 2 duplicates, 1 failed, 4 skipped`; `No FITS files found` where there was nothing. */
export function registerSummary(report: RegisterReport): string {
  const { counts, cancelled } = report;
  if (counts.registered === 0 && !hasProblems(report) && !cancelled) return 'No FITS files found';
  const parts = [`${countText(counts.registered, 'file')} registered`, restText(report)];
  return `${cancelled ? 'Cancelled: ' : ''}${parts.filter((part) => part !== '').join(', ')}`;
}

const MODE_WORDS: Readonly<Record<RegisterMode, string>> = {
  copy: 'copied',
  move: 'moved',
  'in-place': 'listed in place',
};

/** The report as Markdown; paths stand in code spans, so nothing in a name is taken for markup. */
export function reportMarkdown(report: RegisterReport, mode: RegisterMode): string {
  const { counts } = report;
  return [
    '# Registration',
    `${registerSummary(report)}. Files were ${MODE_WORDS[mode]}. Took ${durationText(report.seconds)}.`,
    ...section(
      'Failed',
      report.failed.map(({ path, error }) => `${codeSpan(path)}: ${codeSpan(error)}`),
      { count: counts.failed },
    ),
    ...section(
      'Duplicates',
      report.duplicates.map((each) => `${codeSpan(each.path)} is ${duplicateText(each, codeSpan(each.of))}`),
      { count: counts.duplicates },
    ),
    ...section(
      'Skipped',
      report.skipped.map(({ path, why }) => `${codeSpan(path)}: ${codeSpan(why)}`),
      { count: counts.skipped },
    ),
    ...section(
      'Registered',
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
