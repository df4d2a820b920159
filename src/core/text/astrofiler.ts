/** A comparison with AstroFiler in words, for the command line and the views alike. */
import type { AstrofilerReport } from '../api/archive';
import { countText } from './words';

/** How many frames of AstroFiler the archive has. */
export function matchedFrames({ counts }: Pick<AstrofilerReport, 'counts'>): number {
  return counts.byPath + counts.byHash + counts.bySource;
}

/** Whether there is anything to take over. */
export function isWorthTaking({ counts }: Pick<AstrofilerReport, 'counts'>): boolean {
  return counts.rules + counts.rejected + counts.notes + counts.sources > 0;
}

/** `118 of 120 files are in the archive: 115 agree, 3 differ; 2 are not registered`. */
export function comparisonText(report: Pick<AstrofilerReport, 'counts'>): string {
  const { counts } = report;
  const parts = [`${counts.agreeing} agree`];
  if (counts.differing > 0) parts.push(`${counts.differing} differ`);
  const rest = [
    ...(counts.unregistered > 0 ? [`${counts.unregistered} not registered`] : []),
    ...(counts.gone > 0 ? [`${counts.gone} not on this disk`] : []),
  ];
  const first = `${matchedFrames(report)} of ${countText(counts.files, 'file')} in the archive`;
  return [matchedFrames(report) === 0 ? first : `${first}: ${parts.join(', ')}`, ...rest].join('; ');
}

/** `2 names, 12 rejected frames, 1 note, 118 places of origin`. */
export function takenText({ counts }: Pick<AstrofilerReport, 'counts'>): string {
  const parts = [
    [counts.rules, 'name', 'names'],
    [counts.rejected, 'rejected frame', 'rejected frames'],
    [counts.notes, 'note', 'notes'],
    [counts.sources, 'place of origin', 'places of origin'],
  ] as const;
  const some = parts.filter(([count]) => count > 0).map(([count, one, many]) => countText(count, one, many));
  return some.length === 0 ? 'nothing' : some.join(', ');
}

/** The parts of a report as titled lists of lines; those of no lines are left out. `count` is of all there are. */
export interface AstrofilerSection {
  readonly title: string;
  /** A sentence on what it means, empty for none. */
  readonly about: string;
  readonly count: number;
  /** Texts of files come in `code`, so that whoever prints them can make them safe. */
  readonly lines: readonly string[];
}

/** `code` makes a text of a file safe where it is shown. */
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
      'Names taken over',
      'Rules that take one name for another.',
      report.rules.map(({ kind, spelling, name }) => `${kind}: ${code(spelling)} → ${code(name)}`),
      counts.rules,
    ),
    section(
      'Mappings left',
      '',
      report.refusedMappings.map(
        ({ card, from, to, why }) => `${code(card)}: ${code(from)} → ${code(to)}: ${code(why)}`,
      ),
    ),
    section(
      'Rejected',
      'Deleted from the lists of AstroFiler; they are in no session here.',
      report.rejected.map(code),
      counts.rejected,
    ),
    section(
      'Notes',
      '',
      report.notes.map(({ path, session, text }) =>
        path === null ? `session ${session ?? ''}: ${code(text)}` : `${code(path)}: ${code(text)}`,
      ),
      counts.notes,
    ),
    section(
      'Places of origin',
      'Where files of the archive lie or lay according to AstroFiler.',
      report.sources.map(({ path, source }) => `${code(path)} from ${code(source)}`),
      counts.sources,
    ),
    section(
      'Different values',
      'Nothing is changed. Where AstroFiler is right, edit the header.',
      report.differences.map(
        ({ path, field, archive, astrofiler }) =>
          `${code(path)}: ${field} ${code(archive)}, in AstroFiler ${code(astrofiler)}`,
      ),
      counts.differences,
    ),
    section(
      'Only in AstroFiler',
      'The headers do not say it. Edit them to keep it.',
      report.gaps.map(({ field, value, frames }) => `${field} ${code(value)}: ${countText(frames, 'frame')}`),
    ),
    section(
      'Not registered',
      'On this disk, but not in the archive.',
      report.unregistered.map(code),
      counts.unregistered,
    ),
    section('Masters not registered', '', masters.unregistered.map(code)),
    section(
      'Not on this disk',
      'Neither in the archive nor where AstroFiler knows them.',
      [...report.gone, ...masters.gone].map(code),
      counts.gone + masters.gone.length,
    ),
    section(
      'Calibrated by AstroFiler',
      'These are no raw frames; reject them where the archive has the raw ones as well.',
      report.calibrated.map(code),
      counts.calibrated,
    ),
  ].filter(({ count }) => count > 0);
}

/** What else there is to say: of sessions and of what was changed since an earlier import. */
export function remarkTexts({ counts, masters }: AstrofilerReport): string[] {
  const { sessions, sameSessions, splitSessions, leftAlone } = counts;
  return [
    ...(counts.masters > 0
      ? [`${masters.archived} of ${countText(counts.masters, 'master')} in the archive`]
      : []),
    ...(sessions > 0
      ? [
          `${countText(sessions, 'session')} compared: ${sameSessions} lie in one session here, ${splitSessions} in several`,
        ]
      : []),
    ...(leftAlone > 0 ? [`${leftAlone} taken over before and changed since; left as they are now`] : []),
  ];
}
