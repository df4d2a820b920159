/** Reports that an interrupted operation was repaired when the archive was opened. */
import * as vscode from 'vscode';
import type { ArchiveStatus } from '../core/api/archive';
import { recoveredText } from '../core/text/words';

const SHOW_LOG = vscode.l10n.t('Show log');

/** Returns a listener for the opening of the archive. The log has one line per file. */
export function recoveredNotice(log: vscode.LogOutputChannel): (status: ArchiveStatus) => void {
  return ({ recovered }) => {
    if (recovered === null) return;
    const show =
      recovered.problems > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
    // Not awaited: the message stays open until the user closes it.
    void show(recoveredText(recovered), SHOW_LOG).then((answer) => {
      if (answer === SHOW_LOG) log.show();
    });
  };
}
