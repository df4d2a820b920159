/** Clean a checkout: tell the sizes, ask, clear it away but for results and scripts. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { countText } from '../core/text/words';
import { cleanSummary } from './checkoutReport';
import { codeSpan } from './markdown';
import { withProgress } from './progress';
import { showReport } from './reportDocument';
import type { Handler } from './services';
import { fileOf } from './targets';

export const cleanCheckout: Handler = async (services, ...args) => {
  const { archive } = services;
  const folder = folderOf(args[0]) ?? (await askFolder(services.settings().checkoutFolder));
  if (folder === undefined) return undefined;
  const plan = await withProgress('Looking at the checkout', (part) =>
    archive.cleanCheckout({ folder, dryRun: true }, part()),
  );
  const { process, masters, frames } = plan;
  if (process.files + masters.files + frames.files === 0) {
    const text = `${path.basename(folder)}: there is nothing to clean`;
    void vscode.window.showInformationMessage(text);
    return text;
  }
  const clean = 'Clean';
  const detail = [
    `${cleanSummary(plan)}.`,
    'Results and scripts stay, and so does whatever the checkout and its script have not made.',
    ...(plan.kept.length > 0
      ? [`${countText(plan.kept.length, 'other file')} in these folders will be kept.`]
      : []),
  ].join('\n\n');
  const question = `Clean the checkout ${path.basename(folder)}?`;
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, clean)) !== clean) {
    return undefined;
  }
  const report = await withProgress('Cleaning the checkout', (part) =>
    archive.cleanCheckout({ folder, dryRun: false }, part()),
  );
  const summary = `${path.basename(folder)} cleaned, ${cleanSummary(report)}`;
  void showOutcome(summary, report.kept);
  return summary;
};

async function showOutcome(
  summary: string,
  kept: readonly { readonly path: string; readonly why: string }[],
) {
  const show = 'Show what was kept';
  const buttons = kept.length > 0 ? [show] : [];
  if ((await vscode.window.showInformationMessage(summary, ...buttons)) !== show) return;
  const lines = kept.map((each) => `- ${codeSpan(each.path)}: ${codeSpan(each.why)}`);
  await showReport('Cleaning', ['# Kept', lines.join('\n'), ''].join('\n\n'));
}

/** The folder that was chosen in the explorer, or that of a result, which lies in its checkout. */
function folderOf(arg: unknown): string | undefined {
  const file = fileOf(arg);
  return arg instanceof vscode.Uri || file === undefined ? file : path.dirname(file);
}

async function askFolder(usual: string): Promise<string | undefined> {
  const folders = await vscode.window.showOpenDialog({
    title: 'Clean a checkout',
    openLabel: 'Clean',
    defaultUri: vscode.Uri.file(usual),
    canSelectFolders: true,
    canSelectFiles: false,
  });
  return folders?.[0]?.fsPath;
}
