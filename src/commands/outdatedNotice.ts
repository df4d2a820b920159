/** Frames that earlier rules have read: bring them up to date in the background, and say what changed. */
import * as vscode from 'vscode';
import type { Archive, ArchiveStatus } from '../core/api/archive';
import { ArchiveError, messageOf } from '../core/base/errors';
import { rereadText } from '../core/text/reread';
import { withProgress } from './progress';

const TITLE = 'Reading headers by the rules of this version';

/**
 * A listener for the opening of the archive. Once a window, and only where the folder is trusted; a cancel leaves the rest
 * for the next regeneration.
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
