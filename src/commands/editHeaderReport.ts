/** A header edit as a report: what was changed, what failed, what was left unchanged. */
import * as l10n from '@vscode/l10n';
import type { EditReport } from '../core/api/archive';
import { translated } from '../core/base/translation';
import { amendText } from '../core/text/merge';
import { fileText, type Report } from '../core/text/report';
import { changedSection, failedSections, section } from './reportSection';

export function editHeaderReport(report: EditReport): Report {
  const { counts, unknown, warnings } = report;
  return {
    title: l10n.t('Edit header'),
    intro: [`${amendText(counts)}.`, ...warnings.map((warning) => `${fileText(translated(warning))}.`)],
    sections: [
      ...failedSections(report),
      ...section(l10n.t('Not in the archive'), unknown.map(fileText)),
      ...changedSection(report),
    ],
  };
}
