/**
 * A report on what was done, as data: a page shows it, and `reportMarkdown` writes it as Markdown. Its texts
 * tell what comes from files (paths, names, cards, errors) apart from the program's words, so that nothing in
 * a name is read as markup.
 */

/** Something that the user can do next: a button. */
export interface ReportAction {
  readonly title: string;
  /** Id of a command of this extension: `astroArchive.checkout`. */
  readonly command: string;
}

/** Cells are plain text. Columns of numbers stand to the right. */
export interface ReportTable {
  readonly columns: readonly { readonly title: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** A list or a table below a heading. */
export interface ReportSection {
  /** Empty for one that continues the section before. */
  readonly title: string;
  /** How many there are, listed or not; null for a heading without a number. */
  readonly count: number | null;
  /** A paragraph above the list; empty for none. */
  readonly note: string;
  readonly lines: readonly string[];
  /** How many are not listed. */
  readonly rest: number;
  readonly table?: ReportTable;
}

export interface Report {
  readonly title: string;
  /** Paragraphs below the title. */
  readonly intro: readonly string[];
  readonly sections: readonly ReportSection[];
  readonly actions?: readonly ReportAction[];
}

/** A part of a text. */
export interface ReportSpan {
  readonly text: string;
  /** True for what comes from a file. */
  readonly fromFile: boolean;
}

const [BEGIN, END] = ['\u0002', '\u0003'];

/** Marks a text that comes from a file within a text of a report: `fileText('/astro/a.fits')`. */
export function fileText(text: string): string {
  return `${BEGIN}${text.replaceAll(/[\u0002\u0003]/g, '\ufffd')}${END}`;
}

/** The parts of a text of a report, in order; empty ones of the program's words are left out. */
export function spansOf(text: string): readonly ReportSpan[] {
  return text
    .split(BEGIN)
    .flatMap((part, index) => {
      if (index === 0) return [{ text: part, fromFile: false }];
      const end = part.indexOf(END);
      return [
        { text: part.slice(0, end), fromFile: true },
        { text: part.slice(end + 1), fromFile: false },
      ];
    })
    .filter((span) => span.fromFile || span.text !== '');
}

/** Whether a part is the absolute path of a file, on any system: `/astro/a.fits`, `C:\astro\a.fits`. */
export function isPath({ text, fromFile }: ReportSpan): boolean {
  return fromFile && /^(?:\/|[A-Za-z]:[\\/]|\\\\)./.test(text) && !/[\r\n]/.test(text);
}
