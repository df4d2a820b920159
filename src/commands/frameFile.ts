/** What can be done with the file of a frame outside the archive. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { ArchiveError } from '../core/base/errors';
import type { Handler } from './services';
import { fileOf } from './targets';

/** Opens it in the editor that the user has for such files: the header page, unless another extension or a setting says otherwise. */
export const openFrame: Handler = async (_services, ...args) => {
  const file = requiredFile(args[0]);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
  return path.basename(file);
};

/** Shows it in the explorer where it is in the workspace, else in the system's file manager. */
export const revealFrame: Handler = async (_services, ...args) => {
  const uri = vscode.Uri.file(requiredFile(args[0]));
  const inside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  await vscode.commands.executeCommand(inside ? 'revealInExplorer' : 'revealFileInOS', uri);
  return path.basename(uri.fsPath);
};

function requiredFile(arg: unknown): string {
  const file = fileOf(arg);
  if (file !== undefined) return file;
  throw new ArchiveError('request', 'This command needs a frame', {
    advice: 'Call it from the menu of a frame in a view of Astro Archive.',
  });
}
