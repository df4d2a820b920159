/** After a good run: records what a checkout's script has made, and offers to look at it. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive, RecordResultsReport } from '../core/archive';
import { isCheckout } from '../core/checkout/marker';
import { messageOf } from '../core/errors';
import { findResult } from '../core/siril/resultFile';
import { mainResults, type ScriptResult } from '../core/siril/running/results';

export interface ResultServices {
  readonly archive: Pick<Archive, 'recordResults'>;
  readonly log: vscode.LogOutputChannel;
}

const [OPEN, REVEAL, CLEAN] = ['Open result', 'Show in folder', 'Clean up'];

/** Ends when the results are recorded; the message stays as long as the user likes. */
export async function offerResults(
  services: ResultServices,
  script: vscode.Uri,
  results: readonly ScriptResult[],
  took: string,
): Promise<void> {
  const folder = path.dirname(script.fsPath);
  const checkout = isCheckout(folder);
  const report = checkout ? await record(services, folder) : null;
  const recorded = typeof report === 'object' ? (report?.recorded.map((result) => result.path) ?? []) : [];
  const files = recorded.length > 0 ? recorded : written(results, folder);
  const doubts = doubtsOf(report);
  doubts.forEach((doubt) => services.log.warn(doubt));
  const text = `${path.basename(script.fsPath)}: done in ${took}${namesText(files)}`;
  const buttons = [...(files.length > 0 ? [OPEN, REVEAL] : []), ...(checkout ? [CLEAN] : [])];
  void answered(text, doubts, buttons).then((button) => carryOut(button, files, folder));
}

/** The report, or why nothing could be recorded. */
async function record({ archive }: ResultServices, folder: string): Promise<RecordResultsReport | string> {
  try {
    return await archive.recordResults({ folder });
  } catch (error) {
    return messageOf(error);
  }
}

function doubtsOf(report: RecordResultsReport | string | null): readonly string[] {
  if (report === null) return [];
  if (typeof report === 'string') return [`The results were not recorded: ${report}`];
  return report.missing.map(({ path: file, why }) => `${path.basename(file)} was not recorded: ${why}`);
}

function written(results: readonly ScriptResult[], folder: string): readonly string[] {
  return mainResults(results, folder).flatMap(({ path: file }) => {
    const found = findResult(path.dirname(file), path.basename(file));
    return found === undefined ? [] : [found.path];
  });
}

function namesText(files: readonly string[]): string {
  if (files.length === 0) return '';
  const names = files.slice(0, 3).map((file) => path.basename(file));
  return ` → ${names.join(', ')}${files.length > 3 ? ` and ${files.length - 3} more` : ''}`;
}

function answered(text: string, doubts: readonly string[], buttons: readonly string[]) {
  const { showInformationMessage, showWarningMessage } = vscode.window;
  return doubts.length === 0
    ? showInformationMessage(text, ...buttons)
    : showWarningMessage(`${text}. ${doubts[0] ?? ''}`, ...buttons);
}

async function carryOut(button: string | undefined, files: readonly string[], folder: string): Promise<void> {
  if (button === CLEAN) {
    await vscode.commands.executeCommand('astroArchive.cleanCheckout', vscode.Uri.file(folder));
  }
  if (button !== OPEN && button !== REVEAL) return;
  const file = await chosen(files);
  if (file === undefined) return;
  const command = button === OPEN ? 'astroArchive.openFrame' : 'revealFileInOS';
  await vscode.commands.executeCommand(command, vscode.Uri.file(file));
}

async function chosen(files: readonly string[]): Promise<string | undefined> {
  if (files.length < 2) return files[0];
  const items = files.map((file) => ({ label: path.basename(file), description: path.dirname(file), file }));
  return (await vscode.window.showQuickPick(items, { title: 'Which result?' }))?.file;
}
