/** Verify the archive: ask how thoroughly, look, report, and offer to bring the database into line. */
import * as vscode from 'vscode';
import type { RepairReport, VerifyReport } from '../core/api/archive';
import { messageOf } from '../core/base/errors';
import { countText } from '../core/text/words';
import { withProgress } from './progress';
import { showReport } from './reportDocument';
import type { Handler, Services } from './services';
import {
  damages,
  isForgettable,
  isRepairable,
  repairMarkdown,
  repairSummary,
  troubles,
  verifyMarkdown,
  verifySummary,
} from './verifyReport';

const WAYS: readonly (vscode.QuickPickItem & { readonly quick: boolean })[] = [
  {
    quick: false,
    label: 'Read every file',
    description: 'Finds every changed byte; takes as long as a copy',
  },
  { quick: true, label: 'Compare sizes and times', description: 'Takes seconds' },
];

const [REPAIR, REPAIR_ALL, FORGET] = ['Repair', 'Repair and forget missing files', 'Forget missing files'];
const PROBLEMS = 'Show problems';
/** Repairing takes most of the time, grouping the frames the rest: percent of the bar. */
const REPAIR_SHARE = 90;

export const verify: Handler = async (services) => {
  const way = await vscode.window.showQuickPick(WAYS, {
    title: 'Verify the archive',
    placeHolder: 'How thoroughly?',
  });
  if (way === undefined) return undefined;
  const { quick } = way;
  const report = await withProgress('Verifying the archive', (part) =>
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
  await showReport('Verification', verifyMarkdown(report, quick));
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

/** Only what would do something. */
function buttonsFor(report: VerifyReport): string[] {
  const repairable = isRepairable(report);
  return [
    ...(repairable ? [REPAIR] : []),
    ...(isForgettable(report) ? [repairable ? REPAIR_ALL : FORGET] : []),
    ...(damages(report) > 0 ? [PROBLEMS] : []),
  ];
}

async function confirmForgetting({ missing }: VerifyReport): Promise<boolean> {
  const forget = `Forget ${countText(missing.length, 'file')}`;
  const detail =
    'Files that are found at another place in the repository are kept. ' +
    'If a drive is not connected, connect it first.';
  const question = `Take ${countText(missing.length, 'missing file')} out of the archive?`;
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, forget)) === forget;
}

/** Not inside the command, which has ended by then: it shows its errors itself. */
async function repair({ archive, log }: Services, report: VerifyReport, forgetMissing: boolean) {
  const paths = (list: readonly { readonly path: string }[]) => list.map(({ path }) => path);
  const request = {
    missing: paths(report.missing),
    changed: paths(report.changed),
    unknown: paths(report.unknown),
    forgetMissing,
  };
  try {
    const repaired = await withProgress('Repairing the archive', async (part) => {
      const done = await archive.repair(request, part(0, REPAIR_SHARE));
      if (hasChanged(done) && !done.cancelled) await archive.regenerate({}, part(REPAIR_SHARE, 100));
      return done;
    });
    log.info(`repair: ${repairSummary(repaired)}`);
    await showReport('Repair', repairMarkdown(repaired));
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
