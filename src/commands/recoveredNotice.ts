/** Says that an operation which had been interrupted was put in order when the archive was opened. */
import * as vscode from 'vscode';
import type { ArchiveStatus } from '../core/api/archive';
import { recoveredText } from '../core/text/words';

const SHOW_LOG = 'Show log';

/** A listener for the opening of the archive. The log has a line for each file. */
export function recoveredNotice(log: vscode.LogOutputChannel): (status: ArchiveStatus) => void {
  return ({ recovered }) => {
    if (recovered === null) return;
    const show =
      recovered.problems > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
    // Not awaited: it may stay as long as the user likes.
    void show(recoveredText(recovered), SHOW_LOG).then((answer) => {
      if (answer === SHOW_LOG) log.show();
    });
  };
}
