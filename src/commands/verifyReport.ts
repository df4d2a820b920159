/** A verification and a repair in words: one line for a message, a page for those who want to know more. */
import type { RepairReport, VerifyReport } from '../core/api/archive';
import { changeText, countText, durationText } from '../core/text/words';
import { codeSpan } from './markdown';
import { section } from './reportSection';

/** How many things are wrong. */
export function troubles({ missing, changed, unreadable, unknown }: VerifyReport): number {
  return missing.length + changed.length + unreadable.length + unknown.length;
}

/**
 * Whether a repair could do something about it without forgetting a frame: read changed headers again, register unknown
 * files, and find missing ones among these. Pixels that are lost only a backup brings back.
 */
export function isRepairable({ changed, unknown }: VerifyReport): boolean {
  return unknown.length > 0 || changed.some(({ what }) => what !== 'pixels' && what !== 'content');
}

/** Whether missing files may be forgotten; where not one file is there, the drive is away. */
export function isForgettable({ missing, checked, resumed }: VerifyReport): boolean {
  return missing.length > 0 && (missing.length < checked || resumed !== null);
}

/** How many files are damaged, and stay so until they are restored. */
export function damages({ changed, unreadable }: VerifyReport): number {
  return unreadable.length + changed.filter(({ what }) => what === 'pixels' || what === 'content').length;
}

/** `1200 files checked, all in order`; `1200 files checked: 1 missing, 2 changed`. */
export function verifySummary(report: VerifyReport): string {
  const { checked, missing, changed, unreadable, unknown, cancelled } = report;
  const parts = [
    ...(missing.length > 0 ? [`${missing.length} missing`] : []),
    ...(changed.length > 0 ? [`${changed.length} changed`] : []),
    ...(unreadable.length > 0 ? [`${unreadable.length} unreadable`] : []),
    ...(unknown.length > 0 ? [`${unknown.length} unknown`] : []),
  ];
  const found = parts.length === 0 ? ', all in order' : `: ${parts.join(', ')}`;
  return `${cancelled ? 'Cancelled after ' : ''}${countText(checked, 'file')} checked${found}`;
}

/** The whole report as Markdown; paths stand in code spans, so nothing in a name is taken for markup. */
export function verifyMarkdown(report: VerifyReport, quick: boolean): string {
  const { missing, changed, unreadable, unknown } = report;
  const way = quick ? 'Sizes and times were compared.' : 'Every file was read.';
  return [
    '# Verification',
    `${verifySummary(report)}. ${way} Took ${durationText(report.seconds)}.`,
    ...(report.resumed === null ? [] : [`It went on with the one of ${report.resumed}.`]),
    ...(report.cancelled ? ['The next verification goes on where this one stopped.'] : []),
    ...section(
      'Missing',
      missing.map(({ path }) => codeSpan(path)),
    ),
    ...section(
      'Changed',
      changed.map(({ path, what }) => `${codeSpan(path)}: ${changeText(what)}`),
    ),
    ...section(
      'Unreadable',
      unreadable.map(({ path, error }) => `${codeSpan(path)}: ${codeSpan(error)}`),
    ),
    ...section(
      'Unknown to the archive',
      unknown.map(({ path }) => codeSpan(path)),
    ),
    '',
  ].join('\n\n');
}

/** `1 found again, 2 registered, 1 left`. */
export function repairSummary(report: RepairReport): string {
  const { moved, read, registered, forgotten, left } = report;
  const parts = [
    ...(moved.length > 0 ? [`${moved.length} found again`] : []),
    ...(read.length > 0 ? [`${read.length} read anew`] : []),
    ...(registered.length > 0 ? [`${registered.length} registered`] : []),
    ...(forgotten.length > 0 ? [`${forgotten.length} forgotten`] : []),
    ...(left.length > 0 ? [`${left.length} left`] : []),
  ];
  return parts.length === 0 ? 'Nothing to repair' : parts.join(', ');
}

export function repairMarkdown(report: RepairReport): string {
  return [
    '# Repair',
    `${repairSummary(report)}. No file was touched.`,
    ...section(
      'Left',
      report.left.map(({ path, why }) => `${codeSpan(path)}: ${codeSpan(why)}`),
    ),
    ...section(
      'Found again',
      report.moved.map(({ from, to }) => `${codeSpan(from)} → ${codeSpan(to)}`),
    ),
    ...section('Forgotten', report.forgotten.map(codeSpan)),
    ...section('Read anew', report.read.map(codeSpan)),
    ...section('Registered', report.registered.map(codeSpan)),
    '',
  ].join('\n\n');
}
