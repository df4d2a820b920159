/** A damaged database: what is wrong, and the ways out of it. */
import * as vscode from 'vscode';
import type { Rescue } from '../core/api/archive';
import { messageOf, type ArchiveError } from '../core/base/errors';

const [PREVIOUS, REBUILD, LOG] = ['Use the previous generation', 'Rebuild from the repository', 'Show log'];

/** A listener that offers once for each time the database turns out to be damaged, however many views ask for it. */
export function damageOffer(rescue: Rescue, log: vscode.LogOutputChannel): (error: ArchiveError) => void {
  let offered = false;
  return (error) => {
    if (offered) return;
    offered = true;
    log.error(messageOf(error));
    void offer(rescue, log, error).then(
      (again) => (offered = !again),
      (failure: unknown) => log.error(messageOf(failure)),
    );
  };
}

/** Says whether the database may be offered again, since something was done about it. */
async function offer(rescue: Rescue, log: vscode.LogOutputChannel, error: ArchiveError): Promise<boolean> {
  const { state, previous } = await rescue.condition();
  if (state !== 'damaged') return true;
  const ways = vscode.workspace.isTrusted ? [...(previous === null ? [] : [PREVIOUS]), REBUILD] : [];
  const message = `${error.message}: ${error.detail.path ?? ''}. It was left as it is.`;
  const answer = await vscode.window.showErrorMessage(message, ...ways, LOG);
  if (answer === LOG) log.show();
  if (answer === PREVIOUS) await vscode.commands.executeCommand('astroArchive.restore');
  if (answer === REBUILD) await vscode.commands.executeCommand('astroArchive.rebuild');
  return answer === PREVIOUS || answer === REBUILD;
}
