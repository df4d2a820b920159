/** Duplicates: list them in a report, then let the user choose the file to keep in each group. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { DuplicateGroup } from '../core/api/archive';
import { bytesText, countText, duplicateNote } from '../core/text/words';
import { argumentOf, duplicatesArguments } from './arguments';
import { differenceText, duplicatesReport, duplicatesSummary } from './duplicatesReport';
import { withProgress } from './progress';
import { showReport } from './report';
import type { Handler } from './services';
import { trashDuplicates } from './trashDuplicates';

export const duplicates: Handler = async (services, ...args) => {
  const report = await withProgress(vscode.l10n.t('Searching for duplicates'), (part) =>
    services.archive.duplicates({ folders: foldersOf(args) }, part()),
  );
  const summary = duplicatesSummary(report);
  if (report.groups.length === 0 && report.failed.length === 0) {
    void vscode.window.showInformationMessage(summary);
    return summary;
  }
  await showReport(duplicatesReport(report));
  let removed = 0;
  const left = [...report.groups];
  for (let group = await pickGroup(left); group !== undefined; group = await pickGroup(left)) {
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

/** For a keyboard shortcut or a task: `{ "folders": ["/mnt/card"] }`; a folder of the explorer; else none. */
function foldersOf([first, selection]: readonly unknown[]): readonly string[] {
  const given = argumentOf(duplicatesArguments, first);
  if (given) return given.folders;
  const list: readonly unknown[] = Array.isArray(selection) && selection.length > 0 ? selection : [first];
  return list.flatMap((uri) => (uri instanceof vscode.Uri && uri.scheme === 'file' ? [uri.fsPath] : []));
}

async function pickGroup(groups: readonly DuplicateGroup[]): Promise<DuplicateGroup | undefined> {
  if (groups.length === 0) return undefined;
  const items = groups.map((group) => ({
    group,
    label: path.basename(group.files[0]?.path ?? ''),
    description: `${countText(group.files.length, 'file')}, ${differenceText(group)}`,
    detail: group.files[0]?.path ?? '',
  }));
  const answer = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Duplicates'),
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
