/** The comparison with AstroFiler and what will be imported, as a report. */
import * as l10n from '@vscode/l10n';
import type { AstrofilerReport } from '../core/api/archive';
import { astrofilerSections, comparisonText, remarkTexts, takenText } from '../core/text/astrofiler';
import { fileText, type Report } from '../core/text/report';
import { section } from './reportSection';

export function astrofilerReport(report: AstrofilerReport): Report {
  return {
    title: l10n.t('Import from AstroFiler'),
    intro: [
      l10n.t(
        'Compared with {0}, which is only read. {1}.',
        fileText(report.database),
        comparisonText(report),
      ),
      l10n.t('To be imported: {0}.', takenText(report)),
      ...remarkTexts(report).map((text) => `${text}.`),
    ],
    sections: astrofilerSections(report, fileText).flatMap(({ title, about, count, lines }) =>
      section(title, lines, { count, note: about }),
    ),
  };
}
