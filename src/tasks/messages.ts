/** The messages about failed runs. They do not wait for the user, except the question for another image. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Registration } from '../core/siril/running/registration';

const OPEN_SETTING = vscode.l10n.t('Open setting');
const GO_TO_LINE = vscode.l10n.t('Go to line');
const GO_ON = vscode.l10n.t('Try other images');

/** Returns its text. */
export function sayNoSiril(program: string | null): string {
  const text =
    program === null
      ? vscode.l10n.t('Siril was not found. Install it, or set the path of siril-cli in the settings.')
      : vscode.l10n.t('Siril was not found at {0}, the path in the setting astroArchive.sirilPath.', program);
  void withSetting(text);
  return text;
}

/** Returns its text. */
export function sayWrongVersion(file: vscode.Uri, message: string): string {
  const text = vscode.l10n.t('{0} was not run: {1}', path.basename(file.fsPath), message);
  void withSetting(text);
  return text;
}

export function sayCancelled(file: vscode.Uri): void {
  const text = vscode.l10n.t('{0} was cancelled', path.basename(file.fsPath));
  void vscode.window.showInformationMessage(text);
}

export async function sayFailed(file: vscode.Uri, failure: string, line: number): Promise<void> {
  const text = `${path.basename(file.fsPath)}: ${failure}`;
  if ((await vscode.window.showErrorMessage(text, GO_TO_LINE)) !== GO_TO_LINE) return;
  await showLine(file, line);
}

/** Returns true if the user wants to continue with another image. */
export async function sayNoReference(file: vscode.Uri, { sequence, line }: Registration): Promise<boolean> {
  const text = vscode.l10n.t(
    '{0}: the reference image of {1} has too few stars. Siril can continue with another one; calibrated images are kept.',
    path.basename(file.fsPath),
    sequence,
  );
  const answer = await vscode.window.showErrorMessage(text, GO_ON, GO_TO_LINE);
  if (answer === GO_TO_LINE) await showLine(file, line);
  return answer === GO_ON;
}

async function showLine(file: vscode.Uri, line: number): Promise<void> {
  await vscode.window.showTextDocument(file, { selection: new vscode.Range(line, 0, line, 0) });
}

async function withSetting(text: string): Promise<void> {
  if ((await vscode.window.showErrorMessage(text, OPEN_SETTING)) !== OPEN_SETTING) return;
  await vscode.commands.executeCommand('workbench.action.openSettings', 'astroArchive.sirilPath');
}
