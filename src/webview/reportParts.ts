/** What of a report is sent to its page at a time, and which paths it names. Pure. */
import { isPath, type Report, type ReportSection, spansOf } from '../core/text/report';
import type { ShownReport, ShownSection } from './reportProtocol';

/** Lines of a section, and sections of a report, that are sent at a time. */
export const LINES = 200;
export const SECTIONS = 50;

/** The report with the beginnings of its first sections. */
export function beginning(report: Report): ShownReport {
  const { sections, ...rest } = report;
  return { ...rest, sections: sectionsFrom(report, 0), total: sections.length };
}

/** The next sections, each with its first lines. */
export function sectionsFrom({ sections }: Report, from: number): readonly ShownSection[] {
  return sections
    .slice(from, from + SECTIONS)
    .map((section) => ({ ...section, lines: section.lines.slice(0, LINES), total: section.lines.length }));
}

/** The next lines of a section; none of one that there is not. */
export function linesFrom({ sections }: Report, section: number, from: number): readonly string[] {
  return sections[section]?.lines.slice(from, from + LINES) ?? [];
}

/** The absolute paths that the report names; no others are opened for its page. */
export function pathsOf({ intro, sections }: Report): ReadonlySet<string> {
  const texts = [...intro, ...sections.flatMap(textsOf)];
  return new Set(texts.flatMap((text) => spansOf(text).filter(isPath)).map(({ text }) => text));
}

function textsOf({ note, lines }: ReportSection): readonly string[] {
  return [note, ...lines];
}
