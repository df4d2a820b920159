/** Opens and reveals the files of frames. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { ArchiveError } from '../core/base/errors';
import type { Handler } from './services';
import { fileOf } from './targets';

/**
 * Opens the file in the user's editor for such files; that is our image page unless an extension or setting
 * overrides it.
 */
export const openFrame: Handler = async (_services, ...args) => {
  const file = requiredFile(args[0]);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
  return path.basename(file);
};

/** Shows the file in the explorer if it is in the workspace, else in the system's file manager. */
export const revealFrame: Handler = async (_services, ...args) => {
  const uri = vscode.Uri.file(requiredFile(args[0]));
  const inside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  await vscode.commands.executeCommand(inside ? 'revealInExplorer' : 'revealFileInOS', uri);
  return path.basename(uri.fsPath);
};

function requiredFile(arg: unknown): string {
  const file = fileOf(arg);
  if (file !== undefined) return file;
  throw new ArchiveError('request', vscode.l10n.t('This command needs a frame'), {
    advice: vscode.l10n.t('Use it from the menu of a frame in an Astro Archive view.'),
  });
}
