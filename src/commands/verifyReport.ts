/** A verification and a repair in words: one line for a message, and a report. */
import * as l10n from '@vscode/l10n';
import type { RepairReport, VerifyReport } from '../core/api/archive';
import { fileText, type Report } from '../core/text/report';
import { changeText, countText, durationText } from '../core/text/words';
import { fileLine, section } from './reportSection';

/** The number of problems. */
export function troubles({ missing, changed, unreadable, unknown }: VerifyReport): number {
  return missing.length + changed.length + unreadable.length + unknown.length;
}

/**
 * Returns true if a repair can help without forgetting a frame: by reading changed headers again, registering
 * unknown files, and finding missing files among them. Lost pixels can only be restored from a backup.
 */
export function isRepairable({ changed, unknown }: VerifyReport): boolean {
  return unknown.length > 0 || changed.some(({ what }) => what !== 'pixels' && what !== 'content');
}

/**
 * Returns true if missing files may be forgotten. If every file is missing, the drive is probably
 * disconnected.
 */
export function isForgettable({ missing, checked, resumed }: VerifyReport): boolean {
  return missing.length > 0 && (missing.length < checked || resumed !== null);
}

/** The number of files that are damaged until they are restored from a backup. */
export function damages({ changed, unreadable }: VerifyReport): number {
  return unreadable.length + changed.filter(({ what }) => what === 'pixels' || what === 'content').length;
}

/** `1200 files checked: no problems`; `1200 files checked: 1 missing, 2 changed`. */
export function verifySummary(report: VerifyReport): string {
  const { checked, missing, changed, unreadable, unknown, cancelled } = report;
  const parts = [
    ...(missing.length > 0 ? [l10n.t('{0} missing', missing.length)] : []),
    ...(changed.length > 0 ? [l10n.t('{0} changed', changed.length)] : []),
    ...(unreadable.length > 0 ? [l10n.t('{0} unreadable', unreadable.length)] : []),
    ...(unknown.length > 0 ? [l10n.t('{0} unknown', unknown.length)] : []),
  ];
  const files = countText(checked, 'file');
  const found = parts.length === 0 ? l10n.t('no problems') : parts.join(', ');
  return cancelled
    ? l10n.t('Cancelled after {0}: {1}', files, found)
    : l10n.t('{0} checked: {1}', files, found);
}

/** Everything that was found, by kind. */
export function verifyReport(report: VerifyReport, quick: boolean): Report {
  const { missing, changed, unreadable, unknown } = report;
  const way = quick ? l10n.t('Sizes and times were compared.') : l10n.t('Every file was read.');
  return {
    title: l10n.t('Verification'),
    intro: [
      `${verifySummary(report)}. ${way} ${l10n.t('Took {0}.', durationText(report.seconds))}`,
      ...(report.resumed === null ? [] : [l10n.t('This continued the verification of {0}.', report.resumed)]),
      ...(report.cancelled ? [l10n.t('The next verification continues where this one stopped.')] : []),
    ],
    sections: [
      ...section(
        l10n.t('Missing'),
        missing.map(({ path }) => fileText(path)),
      ),
      ...section(
        l10n.t('Changed'),
        changed.map(({ path, what }) => `${fileText(path)}: ${changeText(what)}`),
      ),
      ...section(
        l10n.t('Unreadable'),
        unreadable.map(({ path, error }) => fileLine(path, error)),
      ),
      ...section(
        l10n.t('Not in the archive'),
        unknown.map(({ path }) => fileText(path)),
      ),
    ],
  };
}

/** `1 file found again, 2 files registered, 1 file could not be repaired`. */
export function repairSummary(report: RepairReport): string {
  const { moved, read, registered, forgotten, left } = report;
  const parts = [
    ...(moved.length > 0 ? [l10n.t('{0} found again', countText(moved.length, 'file'))] : []),
    ...(read.length > 0 ? [l10n.t('{0} read again', countText(read.length, 'file'))] : []),
    ...(registered.length > 0 ? [l10n.t('{0} registered', countText(registered.length, 'file'))] : []),
    ...(forgotten.length > 0 ? [l10n.t('{0} forgotten', countText(forgotten.length, 'file'))] : []),
    ...(left.length > 0 ? [l10n.t('{0} could not be repaired', countText(left.length, 'file'))] : []),
  ];
  return parts.length === 0 ? l10n.t('Nothing to repair') : parts.join(', ');
}

export function repairReport(report: RepairReport): Report {
  return {
    title: l10n.t('Repair'),
    intro: [l10n.t('{0}. No file was changed.', repairSummary(report))],
    sections: [
      ...section(
        l10n.t('Not repaired'),
        report.left.map(({ path, why }) => fileLine(path, why)),
      ),
      ...section(
        l10n.t('Found again'),
        report.moved.map(({ from, to }) => `${fileText(from)} → ${fileText(to)}`),
      ),
      ...section(l10n.t('Forgotten'), report.forgotten.map(fileText)),
      ...section(l10n.t('Read again'), report.read.map(fileText)),
      ...section(l10n.t('Registered'), report.registered.map(fileText)),
    ],
  };
}
