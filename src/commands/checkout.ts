/** Check sessions out: which, to where, do it, open the script. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CheckoutReport, CheckoutRequest } from '../core/archive';
import { ArchiveError } from '../core/errors';
import type { Session } from '../core/model';
import { countText } from '../core/words';
import { checkoutName } from './checkoutName';
import { codeSpan } from './markdown';
import { pickSessions } from './pickSessions';
import { withProgress } from './progress';
import { showReport } from './reportDocument';
import type { Handler } from './services';
import { lightSessionsOf, targetsOf } from './targets';

export const checkout: Handler = async (services, ...args) => {
  const { archive, log } = services;
  const targets = targetsOf(args);
  const sessions = targets.length > 0 ? await lightSessionsOf(archive, targets) : await pickSessions(archive);
  if (sessions === undefined) return undefined;
  if (sessions.length === 0) throw noLights();
  const to = await askFolder(services.settings().checkoutFolder, sessions);
  if (to === undefined) return undefined;
  const request: CheckoutRequest = {
    sessions: sessions.map(({ id }) => id),
    to,
    siril: null,
    copy: false,
  };
  const report = await withProgress('Checking out', (part) => archive.checkout(request, part()));
  for (const warning of report.warnings) log.warn(warning);
  await vscode.window.showTextDocument(vscode.Uri.file(report.script), { preview: false });
  void showOutcome(report);
  return checkoutSummary(report);
};

/** The folder, absolute; undefined where the user went back. */
async function askFolder(parent: string, sessions: readonly Session[]): Promise<string | undefined> {
  const name = checkoutName(sessions);
  const value = path.join(parent, name);
  const answer = await vscode.window.showInputBox({
    title: `Check out ${countText(sessions.length, 'session')}`,
    prompt: 'The folder to make: new, empty, or an earlier checkout',
    value,
    valueSelection: [value.length - name.length, value.length],
    validateInput: (text) =>
      path.isAbsolute(text.trim()) ? undefined : 'Write the whole path of the folder.',
  });
  return answer === undefined ? undefined : path.normalize(answer.trim());
}

/** `NGC_7000: 40 files linked, 2 unpacked, in 2 groups`. */
export function checkoutSummary({ folder, groups, linked, copied, unpacked }: CheckoutReport): string {
  const parts = [`${countText(linked, 'file')} linked`];
  if (copied > 0) parts.push(`${copied} copied`);
  if (unpacked > 0) parts.push(`${unpacked} unpacked`);
  return `${path.basename(folder)}: ${parts.join(', ')}, in ${countText(groups.length, 'group')}`;
}

async function showOutcome(report: CheckoutReport): Promise<void> {
  const [open, show] = ['Open folder', 'Show warnings'];
  const { warnings } = report;
  const summary = checkoutSummary(report);
  const answer =
    warnings.length > 0
      ? await vscode.window.showWarningMessage(`${summary}. ${warnings[0]}`, open, show)
      : await vscode.window.showInformationMessage(summary, open);
  if (answer === open) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(report.folder));
  }
  if (answer === show) {
    const lines = warnings.map((warning) => `- ${codeSpan(warning)}`);
    await showReport('Checkout', ['# Checkout', summary, '## Warnings', lines.join('\n'), ''].join('\n\n'));
  }
}

function noLights(): ArchiveError {
  return new ArchiveError('request', 'There is no light session among the chosen items', {
    advice: 'Choose light sessions; their calibration frames come along.',
  });
}
