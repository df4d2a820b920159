/** Edit headers by hand: ask for cards and values, show every change side by side, do it, offer to take it back. */
import * as vscode from 'vscode';
import type { FrameSelection, SetReport, SetRequest } from '../core/api/archive';
import { FITS_ENDINGS, XISF_ENDING } from '../core/formats/image/names';
import { amendText } from '../core/text/merge';
import { askChanges } from './askChanges';
import { asShown } from './asShown';
import { setMarkdown } from './editHeaderReport';
import { fewFrames, selectionOf } from './editHeaderTargets';
import { mergeDifference } from './mergeReport';
import { withProgress } from './progress';
import { showDifference, showReport } from './reportDocument';
import type { Handler, Services } from './services';
import { fileLines } from './willChange';

const [CHANGE, KEEP, UNDO, LIST] = ['Change', 'Change, keep names', 'Undo', 'Show the whole list'];

export const editHeader: Handler = async (services, ...args) => {
  const selection = selectionOf(args) ?? (await askFiles());
  if (selection === undefined) return undefined;
  const changes = await askChanges(await fewFrames(services.archive, selection));
  if (changes === undefined) return undefined;
  const report = await editAsShown(services, { selection, changes, rename: true, dryRun: true });
  if (report === undefined) return undefined;
  void showOutcome(services, report);
  return amendText(report.counts);
};

/** Undefined when the user goes back. */
function editAsShown(services: Services, request: SetRequest): Promise<SetReport | undefined> {
  const { archive } = services;
  return asShown(services, async () => {
    const shown = await withProgress('Looking at the files', (part) => archive.setCards(request, part()));
    if (shown.cancelled) return undefined;
    if (shown.counts.changed === 0) {
      await tellNothing(shown);
      return undefined;
    }
    const answer = await confirmed(shown);
    if (answer === undefined) return undefined;
    const { plan } = shown;
    const kept = answer === KEEP || plan === null ? { rename: answer !== KEEP } : { plan };
    return withProgress('Changing headers', (part) =>
      archive.setCards({ ...request, dryRun: false, ...kept }, part()),
    );
  });
}

/** Asked beside the changes, so that they can be read first. */
async function confirmed(shown: SetReport): Promise<string | undefined> {
  const { now, after } = mergeDifference(shown, vscode.workspace.asRelativePath);
  await showDifference('Headers now and then', now, after);
  const doubts = shown.warnings.map((warning) => ` ${warning}.`).join('');
  return vscode.window.showInformationMessage(
    `${fileLines(shown.counts).join(', ')}.${doubts}`,
    CHANGE,
    ...(shown.counts.renamed > 0 ? [KEEP] : []),
  );
}

async function tellNothing(shown: SetReport): Promise<void> {
  const { left, unchanged } = shown.counts;
  const text = left > 0 ? 'None of the headers can be changed' : 'The headers say so already';
  const buttons = left > 0 && unchanged === 0 ? [LIST] : [];
  const answer = await vscode.window.showInformationMessage(text, ...buttons);
  if (answer === LIST) await showReport('Edit header', setMarkdown(shown));
}

async function showOutcome({ log }: Services, report: SetReport): Promise<void> {
  const { failed, left } = report.counts;
  const text = `${amendText(report.counts)}${report.cancelled ? '; cancelled' : ''}`;
  const buttons = [
    ...(report.counts.changed > 0 ? [UNDO] : []),
    ...(failed + left + report.unknown.length > 0 ? [LIST] : []),
  ];
  if (failed > 0) log.warn(text);
  const answer = await (failed > 0
    ? vscode.window.showWarningMessage(text, ...buttons)
    : vscode.window.showInformationMessage(text, ...buttons));
  if (answer === LIST) await showReport('Edit header', setMarkdown(report));
  if (answer === UNDO) await vscode.commands.executeCommand('astroArchive.undo');
}

async function askFiles(): Promise<FrameSelection | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: 'Edit the headers of files of the archive',
    openLabel: 'Edit header',
    canSelectMany: true,
    filters: { 'FITS and XISF files': [...FITS_ENDINGS, 'fz', XISF_ENDING], 'All files': ['*'] },
  });
  return files && { paths: files.map(({ fsPath }) => fsPath) };
}
