/** A registration in words: one line for a message, and a report. */
import * as l10n from '@vscode/l10n';
import type { RegisterMode, RegisterReport } from '../core/api/archive';
import { FRAME_TYPES, type FrameType } from '../core/base/frame';
import type { MissingSet } from '../core/base/matching';
import { translated } from '../core/base/translation';
import { compareFilters } from '../core/rules/names/filterNames';
import { fileText, type Report, type ReportAction, type ReportSection } from '../core/text/report';
import { servesText, shoppingList } from '../core/text/shoppingList';
import {
  capitalised,
  countText,
  duplicateText,
  durationText,
  frameTypesText,
  hoursText,
  insteadText,
  objectText,
  restText,
} from '../core/text/words';
import { fileLine, renamedLine, section } from './reportSection';

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

/**
 * What was registered by type, object and filter, what failed, and what calibration frames are missing.
 * `missing` is of the whole archive.
 */
export function registrationReport(
  report: RegisterReport,
  mode: RegisterMode,
  missing: readonly MissingSet[],
): Report {
  const { counts } = report;
  return {
    title: l10n.t('Registration'),
    intro: [
      `${registerSummary(report)}. ${modeText(mode)} ${l10n.t('Took {0}.', durationText(report.seconds))}`,
    ],
    actions: actionsOf(report, missing),
    sections: [
      ...section(
        l10n.t('Failed'),
        report.failed.map(({ path, error }) => fileLine(path, error)),
        { count: counts.failed },
      ),
      ...tallySection(report),
      ...missingSections(missing),
      ...section(
        l10n.t('Duplicates'),
        report.duplicates.map((each) => `${fileText(each.path)}: ${duplicateText(each, fileText(each.of))}`),
        { count: counts.duplicates },
      ),
      ...section(
        l10n.t('Skipped'),
        report.skipped.map(({ path, why }) => fileLine(path, why)),
        { count: counts.skipped },
      ),
      ...section(
        l10n.t('Registered files'),
        report.registered.map(
          ({ from, to, instead }) =>
            renamedLine({ path: from, to }) +
            (instead === undefined ? '' : `, ${insteadText(fileText(instead))}`),
        ),
        { count: counts.registered },
      ),
    ],
  };
}

/** What users do next, the usual first. */
function actionsOf({ tally }: RegisterReport, missing: readonly MissingSet[]): readonly ReportAction[] {
  const lights = tally.some(({ type }) => type === 'light');
  return [
    ...(lights ? [{ title: l10n.t('Check out sessions…'), command: 'astroArchive.checkout' }] : []),
    ...(missing.length > 0
      ? [{ title: l10n.t('Copy list of missing calibrations'), command: 'astroArchive.copyMissing' }]
      : []),
    ...(tally.length > 0 ? [{ title: l10n.t('Show statistics'), command: 'astroArchive.stats' }] : []),
  ];
}

/** Lights by object and filter, then the other types; filters in their usual order. */
function tallySection({ tally, counts }: RegisterReport): ReportSection[] {
  if (tally.length === 0) return [];
  const rank = (type: FrameType) => FRAME_TYPES.indexOf(type);
  const rows = [...tally].sort(
    (a, b) =>
      rank(a.type) - rank(b.type) ||
      compareTexts(a.object ?? '', b.object ?? '') ||
      compareFilters(a.filter, b.filter),
  );
  const columns = [
    { title: l10n.t('Type'), numeric: false },
    { title: l10n.t('Object'), numeric: false },
    { title: l10n.t('Filter'), numeric: false },
    { title: l10n.t('Frames'), numeric: true },
    { title: l10n.t('Exposure'), numeric: true },
  ];
  const table = {
    columns,
    rows: rows.map(({ type, object, filter, frameCount, totalExposure }) => [
      capitalised(frameTypesText(type)),
      type === 'light' ? objectText(object) : (object ?? ''),
      filter ?? '',
      String(frameCount),
      hoursText(totalExposure),
    ]),
  };
  return [{ title: l10n.t('Registered'), count: counts.registered, note: '', lines: [], rest: 0, table }];
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The shopping list, a section for each rig. */
function missingSections(missing: readonly MissingSet[]): ReportSection[] {
  return shoppingList(missing).flatMap(({ rig, sets }) =>
    section(
      l10n.t('Missing calibrations of {0}', rig),
      sets.map((set) => `${translated(set.text)}; ${servesText(set)}`),
    ),
  );
}
