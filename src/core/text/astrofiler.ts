/** A comparison with AstroFiler in words, for the command line and the views alike. */
import * as l10n from '@vscode/l10n';
import type { AstrofilerReport } from '../api/archive';
import { translated } from '../base/translation';
import { nameKindText } from './names';
import { countText } from './words';

/** The number of AstroFiler's frames that the archive has. */
export function matchedFrames({ counts }: Pick<AstrofilerReport, 'counts'>): number {
  return counts.byPath + counts.byHash + counts.bySource;
}

/** Returns true if there is anything to import. */
export function isWorthTaking({ counts }: Pick<AstrofilerReport, 'counts'>): boolean {
  return counts.rules + counts.rejected + counts.notes + counts.sources > 0;
}

/** `118 of 120 files in the archive: 115 agree, 3 differ; 2 not registered`. */
export function comparisonText(report: Pick<AstrofilerReport, 'counts'>): string {
  const { counts } = report;
  const parts = [l10n.t('{0} agree', counts.agreeing)];
  if (counts.differing > 0) parts.push(l10n.t('{0} differ', counts.differing));
  const rest = [
    ...(counts.unregistered > 0 ? [l10n.t('{0} not registered', counts.unregistered)] : []),
    ...(counts.gone > 0 ? [l10n.t('{0} not on this disk', counts.gone)] : []),
  ];
  const first = l10n.t('{0} of {1} in the archive', matchedFrames(report), countText(counts.files, 'file'));
  return [matchedFrames(report) === 0 ? first : `${first}: ${parts.join(', ')}`, ...rest].join('; ');
}

/** `2 rules, 12 rejected frames, 1 note, 118 places of origin`. */
export function takenText({ counts }: Pick<AstrofilerReport, 'counts'>): string {
  const parts = [
    [counts.rules, 'rule'],
    [counts.rejected, 'rejected frame'],
    [counts.notes, 'note'],
    [counts.sources, 'place of origin'],
  ] as const;
  const some = parts.filter(([count]) => count > 0).map(([count, thing]) => countText(count, thing));
  return some.length === 0 ? l10n.t('nothing') : some.join(', ');
}

/** One list of a report. */
export interface AstrofilerSection {
  readonly title: string;
  /** A sentence that explains it, empty for none. */
  readonly about: string;
  /** Of all entries; `lines` may hold fewer. */
  readonly count: number;
  /** Text from files is wrapped by `code`, so that the caller can escape it. */
  readonly lines: readonly string[];
}

/**
 * The report as titled lists; empty ones are left out. `code` escapes text from files for the place where it
 * is shown.
 */
export function astrofilerSections(
  report: AstrofilerReport,
  code: (text: string) => string,
): AstrofilerSection[] {
  const { counts, masters } = report;
  const section = (title: string, about: string, lines: readonly string[], count = lines.length) => ({
    title,
    about,
    count,
    lines,
  });
  return [
    section(
      l10n.t('Name rules to import'),
      l10n.t('Each rule replaces a spelling with a name.'),
      report.rules.map(
        ({ kind, spelling, name }) => `${nameKindText(kind)}: ${code(spelling)} → ${code(name)}`,
      ),
      counts.rules,
    ),
    section(
      l10n.t('Mappings that cannot be imported'),
      '',
      report.refusedMappings.map(
        ({ card, from, to, why }) => `${code(card)}: ${code(from)} → ${code(to)}: ${code(translated(why))}`,
      ),
    ),
    section(
      l10n.t('Rejected frames'),
      l10n.t('AstroFiler has deleted them from its lists. They will be in no session here.'),
      report.rejected.map(code),
      counts.rejected,
    ),
    section(
      l10n.t('Notes'),
      '',
      report.notes.map(({ path, session, text }) =>
        path === null
          ? `${l10n.t('session {0}', session ?? '')}: ${code(text)}`
          : `${code(path)}: ${code(text)}`,
      ),
      counts.notes,
    ),
    section(
      l10n.t('Places of origin'),
      l10n.t('Where the files came from, according to AstroFiler.'),
      report.sources.map(({ path, source }) => l10n.t('{0} from {1}', code(path), code(source))),
      counts.sources,
    ),
    section(
      l10n.t('Different values'),
      l10n.t('Nothing is changed. If AstroFiler is right, edit the header.'),
      report.differences.map(({ path, field, archive, astrofiler }) =>
        l10n.t('{0}: {1} {2}, in AstroFiler {3}', code(path), field, code(archive), code(astrofiler)),
      ),
      counts.differences,
    ),
    section(
      l10n.t('Only in AstroFiler'),
      l10n.t('The headers do not have these values. To keep them, edit the headers.'),
      report.gaps.map(
        ({ field, value, frameCount }) => `${field} ${code(value)}: ${countText(frameCount, 'frame')}`,
      ),
    ),
    section(
      l10n.t('Not registered'),
      l10n.t('On this disk, but not in the archive.'),
      report.unregistered.map(code),
      counts.unregistered,
    ),
    section(l10n.t('Masters not registered'), '', masters.unregistered.map(code)),
    section(
      l10n.t('Not on this disk'),
      l10n.t('Neither in the archive nor where AstroFiler expects them.'),
      [...report.gone, ...masters.gone].map(code),
      counts.gone + masters.gone.length,
    ),
    section(
      l10n.t('Calibrated by AstroFiler'),
      l10n.t('These are not raw frames. Reject them if the archive also has the raw ones.'),
      report.calibrated.map(code),
      counts.calibrated,
    ),
  ].filter(({ count }) => count > 0);
}

/** Further remarks: about masters, sessions, and values changed since an earlier import. */
export function remarkTexts({ counts, masters }: AstrofilerReport): string[] {
  const { sessions, sameSessions, splitSessions, leftAlone } = counts;
  return [
    ...(counts.masters > 0
      ? [l10n.t('{0} of {1} in the archive', masters.archived, countText(counts.masters, 'master'))]
      : []),
    ...(sessions > 0
      ? [
          l10n.t(
            '{0} compared: {1} in one session here, {2} split over several',
            countText(sessions, 'session'),
            sameSessions,
            splitSessions,
          ),
        ]
      : []),
    ...(leftAlone > 0
      ? [l10n.t('{0} imported before and changed since; they are left unchanged', leftAlone)]
      : []),
  ];
}
