/**
 * Edit headers by hand: ask for keywords and values, show every change side by side, carry it out, offer to
 * undo it.
 */
import * as vscode from 'vscode';
import type { EditReport, EditRequest, FrameSelection } from '../core/api/archive';
import { translated } from '../core/base/translation';
import { FITS_ENDINGS, XISF_ENDING } from '../core/formats/image/names';
import { amendText } from '../core/text/merge';
import { askChanges } from './askChanges';
import { asShown } from './asShown';
import { editHeaderReport } from './editHeaderReport';
import { fewFrames, selectionOf, shownFrames } from './editHeaderTargets';
import { mergeDifference } from './mergeReport';
import { withProgress } from './progress';
import { showReport } from './report';
import type { Handler, Services } from './services';
import { showDifference } from './shownTexts';
import { fileLines } from './willChange';

const CHANGE = vscode.l10n.t('Change');
const KEEP = vscode.l10n.t('Change, keep file names');
const UNDO = vscode.l10n.t('Undo');
const LIST = vscode.l10n.t('Show full list');

export const editHeader: Handler = async (services, ...args) => {
  const selection = selectionOf(args) ?? (await askFiles());
  if (selection === undefined) return undefined;
  const changes = await askChanges(await fewFrames(services.archive, selection, shownFrames(args)));
  if (changes === undefined) return undefined;
  const report = await editAsShown(services, { selection, changes, rename: true, dryRun: true });
  if (report === undefined) return undefined;
  void showOutcome(services, report);
  return amendText(report.counts);
};

/** Returns undefined if the user goes back. */
function editAsShown(services: Services, request: EditRequest): Promise<EditReport | undefined> {
  const { archive } = services;
  return asShown(services, async () => {
    const shown = await withProgress(vscode.l10n.t('Reading the headers'), (part) =>
      archive.editHeaders(request, part()),
    );
    if (shown.cancelled) return undefined;
    if (shown.counts.changed === 0) {
      await tellNothing(shown);
      return undefined;
    }
    const answer = await confirmed(shown);
    if (answer === undefined) return undefined;
    const { plan } = shown;
    const kept = answer === KEEP || plan === null ? { rename: answer !== KEEP } : { plan };
    return withProgress(vscode.l10n.t('Changing headers'), (part) =>
      archive.editHeaders({ ...request, dryRun: false, ...kept }, part()),
    );
  });
}

/** Not modal, so that the user can read the changes first. */
async function confirmed(shown: EditReport): Promise<string | undefined> {
  const { now, after } = mergeDifference(shown, vscode.workspace.asRelativePath);
  await showDifference(vscode.l10n.t('Header changes: before and after'), now, after);
  const doubts = shown.warnings.map((warning) => ` ${translated(warning)}.`).join('');
  return vscode.window.showInformationMessage(
    `${fileLines(shown.counts).join(', ')}.${doubts}`,
    CHANGE,
    ...(shown.counts.renamed > 0 ? [KEEP] : []),
  );
}

async function tellNothing(shown: EditReport): Promise<void> {
  const { left, unchanged } = shown.counts;
  const text =
    left > 0
      ? vscode.l10n.t('None of the headers can be changed')
      : vscode.l10n.t('The headers already have these values');
  const buttons = left > 0 && unchanged === 0 ? [LIST] : [];
  const answer = await vscode.window.showInformationMessage(text, ...buttons);
  if (answer === LIST) await showReport(editHeaderReport(shown));
}

async function showOutcome({ log }: Services, report: EditReport): Promise<void> {
  const { failed, left } = report.counts;
  const changes = amendText(report.counts);
  const text = report.cancelled ? vscode.l10n.t('{0}; cancelled', changes) : changes;
  const buttons = [
    ...(report.counts.changed > 0 ? [UNDO] : []),
    ...(failed + left + report.unknown.length > 0 ? [LIST] : []),
  ];
  if (failed > 0) log.warn(text);
  const answer = await (failed > 0
    ? vscode.window.showWarningMessage(text, ...buttons)
    : vscode.window.showInformationMessage(text, ...buttons));
  if (answer === LIST) await showReport(editHeaderReport(report));
  if (answer === UNDO) await vscode.commands.executeCommand('astroArchive.undo');
}

async function askFiles(): Promise<FrameSelection | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Edit headers of archived files'),
    openLabel: vscode.l10n.t('Edit header'),
    canSelectMany: true,
    filters: {
      [vscode.l10n.t('FITS and XISF files')]: [...FITS_ENDINGS, 'fz', XISF_ENDING],
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
  return files && { paths: files.map(({ fsPath }) => fsPath) };
}
