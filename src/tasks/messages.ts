/** What is said of a run that did not come to a good end. None of these waits for the user. */
import * as path from 'node:path';
import * as vscode from 'vscode';

const OPEN_SETTING = 'Open setting';
const GO_TO_LINE = 'Go to line';

/** Answers with what it says. */
export function sayNoSiril(program: string | null): string {
  const text =
    program === null
      ? 'Siril was not found. Install it, or name its command-line program (siril-cli) in the settings.'
      : `Siril was not found as ${program}, which the setting astroArchive.sirilPath names.`;
  void withSetting(text);
  return text;
}

/** Answers with what it says. */
export function sayWrongVersion(file: vscode.Uri, message: string): string {
  const text = `${path.basename(file.fsPath)} was not run: ${message}.`;
  void withSetting(text);
  return text;
}

export function sayCancelled(file: vscode.Uri): void {
  const text = `${path.basename(file.fsPath)} was ended before it was done`;
  void vscode.window.showInformationMessage(text);
}

export async function sayFailed(file: vscode.Uri, failure: string, line: number): Promise<void> {
  const text = `${path.basename(file.fsPath)}: ${failure}`;
  if ((await vscode.window.showErrorMessage(text, GO_TO_LINE)) !== GO_TO_LINE) return;
  await vscode.window.showTextDocument(file, { selection: new vscode.Range(line, 0, line, 0) });
}

async function withSetting(text: string): Promise<void> {
  if ((await vscode.window.showErrorMessage(text, OPEN_SETTING)) !== OPEN_SETTING) return;
  await vscode.commands.executeCommand('workbench.action.openSettings', 'astroArchive.sirilPath');
}
