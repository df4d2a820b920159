/** Group all frames into sessions again and match their calibrations. */
import * as vscode from 'vscode';
import type { RegenerateReport } from '../core/api/archive';
import { LINK_KINDS } from '../core/base/session';
import { rereadText } from '../core/text/reread';
import { countText, linkKindText } from '../core/text/words';
import { withProgress } from './progress';
import type { Handler } from './services';

export const regenerate: Handler = async ({ archive }) => {
  const report = await withProgress(vscode.l10n.t('Regenerating sessions'), (part) =>
    archive.regenerate({ full: true }, part()),
  );
  const summary = regenerateSummary(report);
  void vscode.window.showInformationMessage(summary);
  return summary;
};

/**
 * `12 light sessions, 8 calibration sessions; linked: bias 12, dark 12, flat 10, flat-dark 0; 0 without
 * links`.
 */
export function regenerateSummary(report: RegenerateReport): string {
  const { lightSessions, calibrationSessions, links, unlinked } = report;
  const summary = vscode.l10n.t(
    '{0}, {1}; linked: {2}; {3} without links',
    countText(lightSessions, 'light session'),
    countText(calibrationSessions, 'calibration session'),
    LINK_KINDS.map((kind) => `${linkKindText(kind)} ${links[kind]}`).join(', '),
    unlinked,
  );
  return report.reread === null ? summary : `${summary}. ${rereadText(report.reread)}`;
}
