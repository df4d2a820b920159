/**
 * The commands and the one page on which the user sees the plan of a registration and accepts or cancels it.
 */
import * as vscode from 'vscode';
import type { RegisterMode, RegisterReport } from '../core/api/archive';
import type { Log } from '../core/base/ports';
import { PlanPanel, type PlanSource } from './planPanel';

const TYPE = 'astroArchive.plan';

/**
 * Contributes `astroArchive.showPlan`, which shows the report of a dry run and resolves to true if the user
 * accepts it. `astroArchive.acceptPlan` and `astroArchive.turnDownPlan` do the same as the page's buttons.
 * Closing the page, or showing another plan, cancels the registration.
 */
export function registerPlanPage(
  context: Pick<vscode.ExtensionContext, 'extensionUri'>,
  archive: PlanSource,
  log: Log,
): vscode.Disposable {
  let shown: PlanPanel | undefined;

  const ask = async (report: RegisterReport, mode: RegisterMode): Promise<boolean> => {
    shown?.turnDown();
    const panel = await PlanPanel.open(TYPE, context.extensionUri, archive, log, report, mode);
    shown = panel;
    try {
      return await panel.answer;
    } finally {
      if (shown === panel) shown = undefined;
    }
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand('astroArchive.showPlan', ask),
    vscode.commands.registerCommand('astroArchive.acceptPlan', () => shown?.accept()),
    vscode.commands.registerCommand('astroArchive.turnDownPlan', () => shown?.turnDown()),
    { dispose: () => shown?.turnDown() },
  );
}
