/** Puts the duplicates of a file into the trash, one by one, each compared with it once more. */
import * as vscode from 'vscode';
import type { DuplicateGroup } from '../core/api/archive';
import { messageOf } from '../core/base/errors';
import { countText } from '../core/text/words';
import type { Services } from './services';

/**
 * Says how many are gone. A file is left where it is when it is not the same any more, when the one that stays cannot
 * be read, or where there is no trash: nothing is ever deleted for good.
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
      log.info(`Put ${remove} into the trash, a duplicate of ${keep}`);
      gone.push(remove);
    } catch (error) {
      const message = messageOf(error);
      problems.push(message.includes(remove) ? message : `${remove}: ${message}`);
    }
  }
  if (gone.length > 0) await archive.forgetRemoved(gone);
  for (const problem of problems) log.warn(`Not put into the trash: ${problem}`);
  if (problems.length > 0) {
    const left = `${countText(problems.length, 'file')} left in place`;
    void vscode.window.showWarningMessage(`${left}. ${problems[0]}`);
  }
  return gone.length;
}
