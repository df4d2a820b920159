/** A damaged database: what is wrong, and the ways to repair it. */
import * as vscode from 'vscode';
import type { Rescue } from '../core/api/archive';
import { ArchiveError, messageOf } from '../core/base/errors';
import { translated } from '../core/base/translation';

const PREVIOUS = vscode.l10n.t('Use the previous version');
const REBUILD = vscode.l10n.t('Rebuild from the repository');
const LOG = vscode.l10n.t('Show log');

/**
 * Returns a listener for archives that do not open. It offers repair once each time the database is found
 * damaged, however many views use it.
 */
export function damageOffer(rescue: Rescue, log: vscode.LogOutputChannel): (error: unknown) => void {
  let offered = false;
  return (error) => {
    if (offered || !(error instanceof ArchiveError) || error.code !== 'damaged') return;
    offered = true;
    log.error(messageOf(error));
    void offer(rescue, log, error).then(
      (again) => (offered = !again),
      (failure: unknown) => log.error(messageOf(failure)),
    );
  };
}

/** Returns true if repair may be offered again, because the user has done something about it. */
async function offer(rescue: Rescue, log: vscode.LogOutputChannel, error: ArchiveError): Promise<boolean> {
  const { state, previous } = await rescue.condition();
  if (state !== 'damaged') return true;
  const ways = vscode.workspace.isTrusted ? [...(previous === null ? [] : [PREVIOUS]), REBUILD] : [];
  const message = vscode.l10n.t(
    '{0}: {1}. The file was not changed.',
    translated(error.message),
    error.detail.path ?? '',
  );
  const answer = await vscode.window.showErrorMessage(message, ...ways, LOG);
  if (answer === LOG) log.show();
  if (answer === PREVIOUS) await vscode.commands.executeCommand('astroArchive.restore');
  if (answer === REBUILD) await vscode.commands.executeCommand('astroArchive.rebuild');
  return answer === PREVIOUS || answer === REBUILD;
}
