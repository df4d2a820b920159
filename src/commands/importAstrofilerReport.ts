/** The comparison with AstroFiler and what will be imported, as a report in Markdown. */
import * as l10n from '@vscode/l10n';
import type { AstrofilerReport } from '../core/api/archive';
import { astrofilerSections, comparisonText, remarkTexts, takenText } from '../core/text/astrofiler';
import { codeSpan } from './markdown';
import { section } from './reportSection';

/** Each list shows at most this many lines; VS Code cannot open a document with a hundred thousand. */
const SHOWN = 500;

/** Text from files is in code spans, so nothing in it is read as markup. */
export function astrofilerMarkdown(report: AstrofilerReport): string {
  return [
    `# ${l10n.t('Import from AstroFiler')}`,
    l10n.t('Compared with {0}, which is only read. {1}.', codeSpan(report.database), comparisonText(report)),
    l10n.t('To be imported: {0}.', takenText(report)),
    ...remarkTexts(report).map((text) => `${text}.`),
    ...astrofilerSections(report, codeSpan).flatMap(({ title, about, count, lines }) =>
      section(title, lines, { count, note: about, most: SHOWN }),
    ),
    '',
  ].join('\n\n');
}
