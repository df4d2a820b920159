/** What AstroFiler knows and what of it is taken over, as a page for those who want to know more. */
import type { AstrofilerReport } from '../core/api/archive';
import { astrofilerSections, comparisonText, remarkTexts, takenText } from '../core/text/astrofiler';
import { codeSpan } from './markdown';
import { section } from './reportSection';

/** Lines of each list; a page of a hundred thousand would not open. */
const SHOWN = 500;

/** As Markdown; texts of files stand in code spans, so nothing in them is taken for markup. */
export function astrofilerMarkdown(report: AstrofilerReport): string {
  return [
    '# Import from AstroFiler',
    `Compared with ${codeSpan(report.database)}, which is only read. ${comparisonText(report)}.`,
    `To be taken over: ${takenText(report)}.`,
    ...remarkTexts(report).map((text) => `${text}.`),
    ...astrofilerSections(report, codeSpan).flatMap(({ title, about, count, lines }) =>
      section(title, lines, { count, note: about, most: SHOWN }),
    ),
    '',
  ].join('\n\n');
}
