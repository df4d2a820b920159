/** Frames that an earlier version has read: read them again in the background, and report what changed. */
import * as vscode from 'vscode';
import type { Archive, ArchiveStatus } from '../core/api/archive';
import { ArchiveError, messageOf } from '../core/base/errors';
import { rereadText } from '../core/text/reread';
import { withProgress } from './progress';

const TITLE = vscode.l10n.t('Reading headers again with the rules of this version');

/**
 * Returns a listener for the opening of the archive. It works once per window, and only in a trusted
 * workspace. After a cancel, the next regeneration reads the rest.
 */
export function outdatedNotice(
  archive: Pick<Archive, 'regenerate'>,
  log: vscode.LogOutputChannel,
): (status: Pick<ArchiveStatus, 'outdated'>) => void {
  let begun = false;
  return ({ outdated }) => {
    if (outdated === 0 || begun || !vscode.workspace.isTrusted) return;
    begun = true;
    // Not awaited: the archive can be used meanwhile.
    void bringUpToDate(archive).catch((error: unknown) => log.error(messageOf(error)));
  };
}

async function bringUpToDate(archive: Pick<Archive, 'regenerate'>): Promise<void> {
  try {
    const { reread } = await withProgress(TITLE, (part) => archive.regenerate({}, part()));
    if (reread === null || reread.changed === 0) return;
    void vscode.window.showInformationMessage(`${rereadText(reread)}.`);
  } catch (error) {
    if (!(error instanceof ArchiveError && error.code === 'cancelled')) throw error;
  }
}
