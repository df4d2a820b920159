/** Duplicates: list them in a report, then let the user choose the file to keep in each group. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { DuplicateGroup } from '../core/api/archive';
import { comparedText } from '../core/text/duplicates';
import { bytesText, countText, duplicateNote } from '../core/text/words';
import { argumentOf, duplicatesArguments } from './arguments';
import { differenceText, duplicatesReport, duplicatesSummary } from './duplicatesReport';
import { withProgress } from './progress';
import { showReport } from './report';
import type { Handler } from './services';
import { trashDuplicates } from './trashDuplicates';

export const duplicates: Handler = async (services, ...args) => {
  const folders = foldersOf(args) ?? (await askFolders());
  if (folders === undefined) return undefined;
  const report = await withProgress(vscode.l10n.t('Searching for duplicates'), (part) =>
    services.archive.duplicates({ folders }, part()),
  );
  const compared = comparedText(report.compared);
  const summary = duplicatesSummary(report);
  if (report.groups.length === 0 && report.failed.length === 0) {
    void vscode.window.showInformationMessage(`${summary}. ${compared}.`);
    return summary;
  }
  await showReport(duplicatesReport(report));
  let removed = 0;
  const left = [...report.groups];
  const pick = () => pickGroup(left, compared);
  for (let group = await pick(); group !== undefined; group = await pick()) {
    const keep = await pickKept(group);
    if (keep === undefined || !(await confirm(group, keep))) continue;
    removed += await trashDuplicates(services, group, keep);
    left.splice(left.indexOf(group), 1);
  }
  if (removed === 0) return summary;
  await withProgress(vscode.l10n.t('Regenerating sessions'), (part) =>
    services.archive.regenerate({}, part()),
  );
  return vscode.l10n.t('{0}; {1} moved to the trash', summary, countText(removed, 'file'));
};

/**
 * For a keyboard shortcut or a task: `{ "folders": ["/mnt/card"] }`; the folders of the explorer; undefined
 * from the palette.
 */
function foldersOf([first, selection]: readonly unknown[]): readonly string[] | undefined {
  const given = argumentOf(duplicatesArguments, first);
  if (given) return given.folders;
  const list: readonly unknown[] = Array.isArray(selection) && selection.length > 0 ? selection : [first];
  const folders = list.flatMap((uri) =>
    uri instanceof vscode.Uri && uri.scheme === 'file' ? [uri.fsPath] : [],
  );
  return folders.length === 0 ? undefined : folders;
}

/** No folders for the archive alone; undefined if the user goes back. */
async function askFolders(): Promise<readonly string[] | undefined> {
  const alone = {
    label: vscode.l10n.t('The archive alone'),
    description: vscode.l10n.t('Frames that the archive has more than once'),
  };
  const others = {
    label: vscode.l10n.t('The archive and folders…'),
    description: vscode.l10n.t('Also files in these folders that the archive already has'),
  };
  const title = vscode.l10n.t('Find duplicates');
  const answer = await vscode.window.showQuickPick([alone, others], {
    title,
    placeHolder: vscode.l10n.t('Where to look?'),
  });
  if (answer !== others) return answer && [];
  const chosen = await vscode.window.showOpenDialog({
    title,
    openLabel: vscode.l10n.t('Compare'),
    canSelectFolders: true,
    canSelectFiles: false,
    canSelectMany: true,
  });
  return chosen?.map(({ fsPath }) => fsPath);
}

async function pickGroup(
  groups: readonly DuplicateGroup[],
  compared: string,
): Promise<DuplicateGroup | undefined> {
  if (groups.length === 0) return undefined;
  const items = groups.map((group) => ({
    group,
    label: path.basename(group.files[0]?.path ?? ''),
    description: `${countText(group.files.length, 'file')}, ${differenceText(group)}`,
    detail: group.files[0]?.path ?? '',
  }));
  const answer = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Duplicates: {0}', compared),
    placeHolder: vscode.l10n.t('Choose a group to clean up, or press Escape to keep all files'),
    matchOnDetail: true,
  });
  return answer?.group;
}

/** Only a file of the archive can stay: otherwise the frame would be lost to it. */
async function pickKept(group: DuplicateGroup): Promise<string | undefined> {
  const items = group.files
    .filter(({ archived }) => archived)
    .sort((a, b) => Number(b.path === group.keep) - Number(a.path === group.keep))
    .map((file) => ({
      label: path.basename(file.path),
      description: bytesText(file.size) + duplicateNote(file, group.keep),
      detail: file.path,
    }));
  const answer = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Duplicates: {0}', differenceText(group)),
    placeHolder: vscode.l10n.t('Which file stays? The others go to the trash.'),
    matchOnDetail: true,
  });
  return answer?.detail;
}

async function confirm(group: DuplicateGroup, keep: string): Promise<boolean> {
  const others = group.files.map((file) => file.path).filter((file) => file !== keep);
  const files = countText(others.length, 'file');
  const move = vscode.l10n.t('Move {0} to the trash', files);
  const detail = [
    `${vscode.l10n.t('Keep:')}\n${keep}`,
    `${vscode.l10n.t('Move to the trash:')}\n${others.join('\n')}`,
  ].join('\n\n');
  const question = vscode.l10n.t('Move {0} to the trash?', files);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, move)) === move;
}
