/** After a successful run: records the results of a checkout, and offers to open them. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive, RecordResultsReport } from '../core/api/archive';
import { messageOf } from '../core/base/errors';
import type { SkippedImage } from '../core/base/leftOut';
import { translated } from '../core/base/translation';
import { isCheckout } from '../core/operations/checkout/marker';
import { findResult } from '../core/siril/folders/resultFile';
import { type Registration, registrationLines, skippedImages } from '../core/siril/running/registration';
import { mainResults, type ScriptResult } from '../core/siril/running/scriptResults';
import { countText, shortListText } from '../core/text/counts';
import { worstYield, yieldLines } from '../core/text/results';

export interface ResultServices {
  readonly archive: Pick<Archive, 'recordResults'>;
  readonly log: vscode.LogOutputChannel;
}

const OPEN = vscode.l10n.t('Open result');
const REVEAL = vscode.l10n.t('Show in folder');
const CLEAN = vscode.l10n.t('Clean up');

/**
 * Resolves when the results are recorded, and returns warnings about them. The message stays open until the
 * user closes it.
 */
export async function offerResults(
  services: ResultServices,
  script: vscode.Uri,
  results: readonly ScriptResult[],
  took: string,
  registrations: readonly Registration[],
): Promise<readonly string[]> {
  const folder = path.dirname(script.fsPath);
  const checkout = isCheckout(folder);
  const report = checkout ? await record(services, folder, skippedImages(registrations)) : null;
  const stacks = typeof report === 'object' ? (report?.recorded ?? []) : [];
  const recorded = stacks.map((result) => result.path);
  const files = recorded.length > 0 ? recorded : written(results, folder);
  const few = recorded.length > 0 ? yieldLines(stacks) : registrationLines(registrations);
  const doubts = [...few, ...doubtsOf(report)];
  doubts.forEach((doubt) => services.log.warn(doubt));
  const done = vscode.l10n.t('{0}: done in {1}', path.basename(script.fsPath), took);
  const text = `${done}${namesText(files)}`;
  const buttons = [...(files.length > 0 ? [OPEN, REVEAL] : []), ...(checkout ? [CLEAN] : [])];
  const isBad = worstYield(stacks) === 'error';
  void answered(text, doubts, buttons, isBad).then((button) => carryOut(button, files, folder));
  return doubts;
}

/** Returns the report, or the error message. */
async function record(
  { archive }: ResultServices,
  folder: string,
  skipped: readonly SkippedImage[],
): Promise<RecordResultsReport | string> {
  try {
    return await archive.recordResults({ folder, skipped });
  } catch (error) {
    return messageOf(error);
  }
}

function doubtsOf(report: RecordResultsReport | string | null): readonly string[] {
  if (report === null) return [];
  if (typeof report === 'string') return [vscode.l10n.t('The results were not recorded: {0}', report)];
  return report.missing.map(({ path: file, why }) =>
    vscode.l10n.t('{0} was not recorded: {1}', path.basename(file), translated(why)),
  );
}

function written(results: readonly ScriptResult[], folder: string): readonly string[] {
  return mainResults(results, folder).flatMap(({ path: file }) => {
    const found = findResult(path.dirname(file), path.basename(file));
    return found === undefined ? [] : [found.path];
  });
}

/** Results that a message names. */
const MOST_NAMES = 3;

function namesText(files: readonly string[]): string {
  if (files.length === 0) return '';
  return ` → ${shortListText(
    files.map((file) => path.basename(file)),
    MOST_NAMES,
  )}`;
}

function answered(text: string, doubts: readonly string[], buttons: readonly string[], isBad: boolean) {
  const { showErrorMessage, showInformationMessage, showWarningMessage } = vscode.window;
  if (doubts.length === 0) return showInformationMessage(text, ...buttons);
  const first = `${text}. ${doubts[0] ?? ''}`;
  const more = doubts.length - 1;
  const whole =
    more > 0 ? vscode.l10n.t('{0}, and {1} in the terminal', first, countText(more, 'more warning')) : first;
  return isBad ? showErrorMessage(whole, ...buttons) : showWarningMessage(whole, ...buttons);
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
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which result?') }))?.file;
}
