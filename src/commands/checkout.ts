/** Check out sessions: ask which and where to, show the plan, carry it out, open the script. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CheckoutReport, CheckoutRequest } from '../core/api/archive';
import { ArchiveError } from '../core/base/errors';
import type { Session } from '../core/base/session';
import { translated } from '../core/base/translation';
import { fileText } from '../core/text/report';
import { countText } from '../core/text/words';
import { askPalette, askTemplate, confirmPlan } from './checkoutChoices';
import { checkoutName } from './checkoutName';
import { checkoutCounts } from './checkoutReport';
import { pickSessions } from './pickSessions';
import { withProgress } from './progress';
import { showReport } from './report';
import { section } from './reportSection';
import type { Handler, Services } from './services';
import { lightSessionsOf, targetsOf } from './targets';

const PICK = {
  title: vscode.l10n.t('Check out sessions'),
  placeholder: vscode.l10n.t('Choose the light sessions to process together'),
  many: true,
};

export const checkout: Handler = async (services, ...args) => {
  const { archive, log } = services;
  const targets = targetsOf(args);
  const sessions =
    targets.length > 0 ? await lightSessionsOf(archive, targets) : await pickSessions(archive, PICK);
  if (sessions === undefined) return undefined;
  if (sessions.length === 0) throw noLights();
  const to = await askFolder(services.settings().checkoutFolder, sessions);
  if (to === undefined) return undefined;
  const first = await plan(services, {
    sessions: sessions.map(({ id }) => id),
    to,
    siril: null,
    copy: false,
  });
  const compose = await askPalette(first.report.palettes);
  const template = compose === undefined ? undefined : await askTemplate(services);
  if (compose === undefined || template === undefined) return undefined;
  const chosen = { ...first.request, compose, template };
  const planned = compose === null && template === null ? first : await plan(services, chosen);
  if (!(await confirmPlan(planned.report))) return undefined;
  // The user has seen what has to be copied, and how much.
  const request = { ...chosen, copyWhereNeeded: true };
  const report = await withProgress(vscode.l10n.t('Checking out'), (part) =>
    archive.checkout(request, part()),
  );
  for (const warning of report.warnings) log.warn(warning);
  await vscode.window.showTextDocument(vscode.Uri.file(report.script), { preview: false });
  void showOutcome(report);
  return checkoutSummary(report);
};

async function plan({ archive }: Services, request: CheckoutRequest) {
  const report = await withProgress(vscode.l10n.t('Planning the checkout'), (part) =>
    archive.checkout({ ...request, dryRun: true }, part()),
  );
  return { request, report };
}

/** Returns the absolute folder, or undefined if the user goes back. */
async function askFolder(parent: string, sessions: readonly Session[]): Promise<string | undefined> {
  const name = checkoutName(sessions);
  const value = path.join(parent, name);
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Check out {0}', countText(sessions.length, 'session')),
    prompt: vscode.l10n.t('A new folder, an empty one, or an earlier checkout'),
    value,
    valueSelection: [value.length - name.length, value.length],
    validateInput: (text) =>
      path.isAbsolute(text.trim()) ? undefined : vscode.l10n.t('Enter the full path of the folder.'),
  });
  return answer === undefined ? undefined : path.normalize(answer.trim());
}

/** `NGC_7000: 40 files linked, 2 unpacked (12 MB), in 2 groups`. */
export function checkoutSummary(report: CheckoutReport): string {
  return `${path.basename(report.folder)}: ${checkoutCounts(report)}`;
}

async function showOutcome(report: CheckoutReport): Promise<void> {
  const open = vscode.l10n.t('Open folder');
  const show = vscode.l10n.t('Show warnings');
  const compare = vscode.l10n.t('Compare scripts');
  const { warnings, keptScripts } = report;
  const summary = checkoutSummary(report);
  const kept = keptScripts.at(-1);
  const buttons = [...(kept === undefined ? [] : [compare]), open, ...(warnings.length > 0 ? [show] : [])];
  const answer =
    warnings.length > 0
      ? await vscode.window.showWarningMessage(
          `${summary}. ${translated(warnings.at(kept === undefined ? 0 : -1) ?? '')}`,
          ...buttons,
        )
      : await vscode.window.showInformationMessage(summary, ...buttons);
  if (answer === open) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(report.folder));
  }
  if (answer === compare && kept !== undefined) {
    const title = vscode.l10n.t('{0} (yours) ↔ {1} (new)', path.basename(kept), path.basename(report.script));
    const [left, right] = [vscode.Uri.file(kept), vscode.Uri.file(report.script)];
    await vscode.commands.executeCommand('vscode.diff', left, right, title);
  }
  if (answer === show) {
    const lines = warnings.map((warning) => fileText(translated(warning)));
    await showReport({
      title: vscode.l10n.t('Checkout'),
      intro: [summary],
      sections: section(vscode.l10n.t('Warnings'), lines, { count: null }),
    });
  }
}

function noLights(): ArchiveError {
  return new ArchiveError('request', vscode.l10n.t('None of the selected items is a light session'), {
    advice: vscode.l10n.t('Select light sessions; their calibration frames are included.'),
  });
}
