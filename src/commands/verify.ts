/** Verify the archive: ask how thoroughly, check, report, and offer to repair the database. */
import * as vscode from 'vscode';
import type { RepairReport, VerifyReport } from '../core/api/archive';
import { messageOf } from '../core/base/errors';
import { countText } from '../core/text/words';
import { withProgress } from './progress';
import { showReport } from './report';
import type { Handler, Services } from './services';
import {
  damages,
  isForgettable,
  isRepairable,
  repairReport,
  repairSummary,
  troubles,
  verifyReport,
  verifySummary,
} from './verifyReport';

const WAYS: readonly (vscode.QuickPickItem & { readonly quick: boolean })[] = [
  {
    quick: false,
    label: vscode.l10n.t('Read every file'),
    description: vscode.l10n.t('Finds every changed byte; takes as long as a copy'),
  },
  {
    quick: true,
    label: vscode.l10n.t('Compare sizes and times'),
    description: vscode.l10n.t('Takes seconds'),
  },
];

const REPAIR = vscode.l10n.t('Repair');
const REPAIR_ALL = vscode.l10n.t('Repair and forget missing files');
const FORGET = vscode.l10n.t('Forget missing files');
const PROBLEMS = vscode.l10n.t('Show problems');
/** Repairing takes most of the time, grouping the frames the rest: percent of the bar. */
const REPAIR_SHARE = 90;

export const verify: Handler = async (services) => {
  const way = await vscode.window.showQuickPick(WAYS, {
    title: vscode.l10n.t('Verify the archive'),
    placeHolder: vscode.l10n.t('How thoroughly?'),
  });
  if (way === undefined) return undefined;
  const { quick } = way;
  const report = await withProgress(vscode.l10n.t('Verifying the archive'), (part) =>
    services.archive.verify({ quick, fromStart: false }, part()),
  );
  void showOutcome(services, report, quick);
  return verifySummary(report);
};

async function showOutcome(services: Services, report: VerifyReport, quick: boolean): Promise<void> {
  const summary = verifySummary(report);
  if (troubles(report) === 0) {
    void vscode.window.showInformationMessage(summary);
    return;
  }
  await showReport(verifyReport(report, quick));
  const answer = await vscode.window.showWarningMessage(summary, ...buttonsFor(report));
  if (answer === undefined) return;
  if (answer === PROBLEMS) {
    await vscode.commands.executeCommand('astroArchive.problems.focus');
    return;
  }
  const forgetMissing = answer !== REPAIR;
  if (forgetMissing && !(await confirmForgetting(report))) return;
  await repair(services, report, forgetMissing);
}

/** Only buttons that have an effect. */
function buttonsFor(report: VerifyReport): string[] {
  const repairable = isRepairable(report);
  return [
    ...(repairable ? [REPAIR] : []),
    ...(isForgettable(report) ? [repairable ? REPAIR_ALL : FORGET] : []),
    ...(damages(report) > 0 ? [PROBLEMS] : []),
  ];
}

async function confirmForgetting({ missing }: VerifyReport): Promise<boolean> {
  const forget = vscode.l10n.t('Forget {0}', countText(missing.length, 'file'));
  const detail = vscode.l10n.t(
    'Files found elsewhere in the repository are kept. If a drive is disconnected, connect it first.',
  );
  const question = vscode.l10n.t('Remove {0} from the archive?', countText(missing.length, 'missing file'));
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, forget)) === forget;
}

/** Runs after the command has ended, so it shows its own errors. */
async function repair({ archive, log }: Services, report: VerifyReport, forgetMissing: boolean) {
  const paths = (list: readonly { readonly path: string }[]) => list.map(({ path }) => path);
  const request = {
    missing: paths(report.missing),
    changed: paths(report.changed),
    unknown: paths(report.unknown),
    forgetMissing,
  };
  try {
    const repaired = await withProgress(vscode.l10n.t('Repairing the archive'), async (part) => {
      const done = await archive.repair(request, part(0, REPAIR_SHARE));
      if (hasChanged(done) && !done.cancelled) await archive.regenerate({}, part(REPAIR_SHARE, 100));
      return done;
    });
    log.info(`repair: ${repairSummary(repaired)}`);
    await showReport(repairReport(repaired));
    void vscode.window.showInformationMessage(repairSummary(repaired));
  } catch (error) {
    const message = messageOf(error);
    log.error(`repair: ${message}`);
    void vscode.window.showErrorMessage(message);
  }
}

function hasChanged({ moved, read, registered, forgotten }: RepairReport): boolean {
  return moved.length + read.length + registered.length + forgotten.length > 0;
}
