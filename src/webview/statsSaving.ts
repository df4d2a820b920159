/** Saves a chart as a file that the user names. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { messageOf } from '../core/base/errors';
import type { Log } from '../core/base/ports';

/** `file` is its usual name: `hours-per-object.csv`; the content of a PNG is base64. */
export async function saveChart(file: string, content: string, log: Log): Promise<void> {
  const isPicture = file.endsWith('.png');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, file) }),
    filters: isPicture ? { [vscode.l10n.t('PNG picture')]: ['png'] } : { CSV: ['csv'] },
    title: vscode.l10n.t('Save chart'),
  });
  if (target === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(target, Buffer.from(content, isPicture ? 'base64' : 'utf8'));
    const open = vscode.l10n.t('Open');
    const message = vscode.l10n.t('{0} saved', path.basename(target.fsPath));
    if ((await vscode.window.showInformationMessage(message, open)) === open) {
      await vscode.commands.executeCommand('vscode.open', target);
    }
  } catch (error) {
    log.error(`Statistics: ${target.fsPath}: ${messageOf(error)}`);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The chart could not be saved to {0}: {1}', target.fsPath, messageOf(error)),
    );
  }
}
