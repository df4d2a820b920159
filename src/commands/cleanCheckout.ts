/** Clean a checkout: show the sizes, ask, delete everything but results and scripts. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { cleanSummary } from './checkoutReport';
import { cleanLines } from './cleanWords';
import { withProgress } from './progress';
import { showReport } from './report';
import { fileLine, section } from './reportSection';
import type { Handler } from './services';
import { fileOf } from './targets';

export const cleanCheckout: Handler = async (services, ...args) => {
  const { archive } = services;
  const folder = folderOf(args[0]) ?? (await askFolder(services.settings().checkoutFolder));
  if (folder === undefined) return undefined;
  const plan = await withProgress(vscode.l10n.t('Checking the checkout'), (part) =>
    archive.cleanCheckout({ folder, dryRun: true }, part()),
  );
  const { process, masters, frames } = plan;
  if (process.files + masters.files + frames.files === 0) {
    const text = vscode.l10n.t('{0}: there is nothing to clean', path.basename(folder));
    void vscode.window.showInformationMessage(text);
    return text;
  }
  const clean = vscode.l10n.t('Clean');
  const detail = cleanLines(plan).join('\n');
  const question = vscode.l10n.t('Clean the checkout {0}?', path.basename(folder));
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, clean)) !== clean) {
    return undefined;
  }
  const report = await withProgress(vscode.l10n.t('Cleaning the checkout'), (part) =>
    archive.cleanCheckout({ folder, dryRun: false }, part()),
  );
  const summary = vscode.l10n.t('{0} cleaned: {1}', path.basename(folder), cleanSummary(report));
  void showOutcome(summary, report.kept);
  return summary;
};

async function showOutcome(
  summary: string,
  kept: readonly { readonly path: string; readonly why: string }[],
) {
  const show = vscode.l10n.t('Show kept files');
  const buttons = kept.length > 0 ? [show] : [];
  if ((await vscode.window.showInformationMessage(summary, ...buttons)) !== show) return;
  const title = vscode.l10n.t('Kept files');
  const lines = kept.map(({ path: file, why }) => fileLine(file, why));
  await showReport({ title, intro: [summary], sections: section(title, lines) });
}

/** The folder selected in the explorer, or the folder of a result, which is its checkout. */
function folderOf(arg: unknown): string | undefined {
  const file = fileOf(arg);
  return arg instanceof vscode.Uri || file === undefined ? file : path.dirname(file);
}

async function askFolder(usual: string): Promise<string | undefined> {
  const folders = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Clean a checkout'),
    openLabel: vscode.l10n.t('Clean'),
    defaultUri: vscode.Uri.file(usual),
    canSelectFolders: true,
    canSelectFiles: false,
  });
  return folders?.[0]?.fsPath;
}
