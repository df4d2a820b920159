/** Moves the duplicates of a file to the trash, one by one, comparing each with the kept file once more. */
import * as vscode from 'vscode';
import type { DuplicateGroup } from '../core/api/archive';
import { messageOf } from '../core/base/errors';
import { countText } from '../core/text/words';
import type { Services } from './services';

/**
 * Returns the number of moved files. A file stays where it is if it is no longer identical, if the kept file
 * cannot be read, or if there is no trash: nothing is ever deleted permanently.
 */
export async function trashDuplicates(
  { archive, log }: Pick<Services, 'archive' | 'log'>,
  { same, files }: DuplicateGroup,
  keep: string,
): Promise<number> {
  const gone: string[] = [];
  const problems: string[] = [];
  for (const { path: remove } of files) {
    if (remove === keep) continue;
    try {
      await archive.recheckDuplicates({ same, keep, remove });
      await vscode.workspace.fs.delete(vscode.Uri.file(remove), { useTrash: true });
      log.info(`Moved ${remove} to the trash, a duplicate of ${keep}`);
      gone.push(remove);
    } catch (error) {
      const message = messageOf(error);
      problems.push(message.includes(remove) ? message : `${remove}: ${message}`);
    }
  }
  if (gone.length > 0) await archive.forgetRemoved(gone);
  for (const problem of problems) log.warn(`Not moved to the trash: ${problem}`);
  if (problems.length > 0) {
    const left = countText(problems.length, 'file');
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} not moved to the trash. {1}', left, problems[0] ?? ''),
    );
  }
  return gone.length;
}
