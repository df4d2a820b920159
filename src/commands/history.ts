/** What was done to the archive, in a list; the last operation can be taken back from there. */
import * as vscode from 'vscode';
import type { HistoryEntry } from '../core/archive';
import { operationText, timeText } from '../core/historyText';
import type { Handler } from './services';

const SHOWN = 200;

export const history: Handler = async ({ archive }) => {
  const { items } = await archive.history({ from: 0, limit: SHOWN });
  if (items.length === 0) {
    void vscode.window.showInformationMessage('Nothing has been done to the archive yet');
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items.map(itemOf), {
    title: 'History of the archive',
    placeHolder: 'Choose the last operation to take it back',
    matchOnDescription: true,
  });
  if (picked?.entry.undoable !== true) return undefined;
  await vscode.commands.executeCommand('astroArchive.undo');
  return operationText(picked.entry);
};

function itemOf(entry: HistoryEntry): vscode.QuickPickItem & { readonly entry: HistoryEntry } {
  const icon = entry.undone !== null ? '$(discard)' : entry.undoable ? '$(history)' : '$(check)';
  const state = entry.undone !== null ? `, taken back ${timeText(entry.undone)}` : '';
  return {
    label: `${icon} ${operationText(entry)}`,
    description: `${timeText(entry.started)}${state}${entry.undoable ? ', can be undone' : ''}`,
    entry,
  };
}
