/** A registration in words: one line for a message, a page for those who want to know more. */
import type { RegisterMode, RegisterReport } from '../core/archive';
import type { FrameType } from '../core/model';
import { countText, durationText, frameTypeText } from '../core/words';
import { codeSpan } from './markdown';

/** Whether the report was made by a dry run or by the registration itself. */
export type Tense = 'plan' | 'done';

export function hasProblems({ failed, duplicates, skipped }: RegisterReport): boolean {
  return failed.length + duplicates.length + skipped.length > 0;
}

/** `300 files registered, 2 duplicates, 1 failed, 4 skipped`; `No FITS files found` where there was nothing. */
export function registerSummary(report: RegisterReport, tense: Tense): string {
  const { registered, duplicates, failed, skipped, cancelled } = report;
  if (registered.length === 0 && !hasProblems(report) && !cancelled) return 'No FITS files found';
  const parts = [
    `${countText(registered.length, 'file')} ${tense === 'done' ? 'registered' : 'to register'}`,
  ];
  if (duplicates.length > 0) parts.push(countText(duplicates.length, 'duplicate'));
  if (failed.length > 0) parts.push(`${failed.length} failed`);
  if (skipped.length > 0) parts.push(`${skipped.length} skipped`);
  return `${cancelled ? 'Cancelled: ' : ''}${parts.join(', ')}`;
}

const MODE_WORDS: Readonly<Record<RegisterMode, string>> = {
  copy: 'copied',
  move: 'moved',
  'in-place': 'listed in place',
};

/** The whole report as Markdown; paths stand in code spans, so nothing in a name is taken for markup. */
export function reportMarkdown(report: RegisterReport, mode: RegisterMode, tense: Tense): string {
  const done = tense === 'done';
  const title = done ? 'Registration' : 'What a registration would do';
  const time = done ? ` Took ${durationText(report.seconds)}.` : '';
  const files = `Files ${done ? 'were' : 'would be'} ${MODE_WORDS[mode]}.`;
  return [
    `# ${title}`,
    `${registerSummary(report, tense)}. ${files}${time}`,
    ...section(
      'Failed',
      report.failed.map(({ path, error }) => `${codeSpan(path)}: ${codeSpan(error)}`),
    ),
    ...section(
      'Duplicates',
      report.duplicates.map(
        ({ path, of, same }) =>
          `${codeSpan(path)} is the same ${same === 'file' ? 'file' : 'image, with another header,'} as ${codeSpan(of)}`,
      ),
    ),
    ...section(
      'Skipped',
      report.skipped.map(({ path, why }) => `${codeSpan(path)}: ${codeSpan(why)}`),
    ),
    ...section(
      done ? 'Registered' : 'To register',
      report.registered.map(
        ({ from, to, type }) => `${frameTypeText(type)} ${codeSpan(from)} → ${codeSpan(to)}`,
      ),
      typeCounts(report.registered),
    ),
    '',
  ].join('\n\n');
}

function section(title: string, lines: readonly string[], note = ''): string[] {
  if (lines.length === 0) return [];
  return [
    `## ${title} (${lines.length})`,
    ...(note === '' ? [] : [note]),
    lines.map((line) => `- ${line}`).join('\n'),
  ];
}

/** `12 lights, 20 darks`. */
function typeCounts(registered: RegisterReport['registered']): string {
  const counts = new Map<FrameType, number>();
  for (const { type } of registered) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => frameTypeText(type, count)).join(', ');
}
