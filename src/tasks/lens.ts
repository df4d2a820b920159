/** "Run in Siril" above the first line of a script. */
import * as vscode from 'vscode';
import { RUN_SCRIPT, SCRIPTS } from './manifest';

export class RunLens implements vscode.CodeLensProvider {
  /** Lenses appear when the workspace becomes trusted. */
  readonly onDidChangeCodeLenses = vscode.workspace.onDidGrantWorkspaceTrust;

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!vscode.workspace.isTrusted) return [];
    const command = {
      command: RUN_SCRIPT,
      title: `$(play) ${vscode.l10n.t('Run in Siril')}`,
      arguments: [document.uri],
    };
    return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command)];
  }
}

export function registerLens(): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(SCRIPTS, new RunLens());
}
