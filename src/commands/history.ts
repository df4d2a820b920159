/** The operations on the archive in a list, from which they can be undone. */
import * as vscode from 'vscode';
import type { HistoryEntry } from '../core/api/archive';
import { operationText, stateText, timeText } from '../core/text/history';
import type { Handler } from './services';

const SHOWN = 200;

export const history: Handler = async ({ archive }) => {
  const { items } = await archive.history({ from: 0, limit: SHOWN });
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The archive has no history yet'));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items.map(itemOf), {
    title: vscode.l10n.t('Archive history'),
    placeHolder: vscode.l10n.t('Choose an operation to undo it'),
    matchOnDescription: true,
  });
  if (picked?.entry.undoable !== true) return undefined;
  await vscode.commands.executeCommand('astroArchive.undo', picked.entry.id);
  return operationText(picked.entry);
};

function itemOf(entry: HistoryEntry): vscode.QuickPickItem & { readonly entry: HistoryEntry } {
  const icon = entry.undone !== null ? '$(discard)' : entry.undoable ? '$(history)' : '$(check)';
  const state = stateText(entry);
  return {
    label: `${icon} ${operationText(entry)}`,
    description: [timeText(entry.started), state].filter((text) => text !== '').join(', '),
    entry,
  };
}
