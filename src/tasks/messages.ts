/** What is said of a run that did not come to a good end. None of these waits for the user. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Registration } from '../core/siril/running/registration';

const OPEN_SETTING = 'Open setting';
const GO_TO_LINE = 'Go to line';
const GO_ON = 'Try other images';

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
  await showLine(file, line);
}

/** Whether the user wants to go on with another image. */
export async function sayNoReference(file: vscode.Uri, { sequence, line }: Registration): Promise<boolean> {
  const text =
    `${path.basename(file.fsPath)}: the image of ${sequence} that the others are aligned on has too few stars. ` +
    'Siril can go on with another one; what is calibrated stays.';
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
