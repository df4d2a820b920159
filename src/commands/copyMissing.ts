/** Copies the list of missing calibration sets to the clipboard, as text. */
import * as vscode from 'vscode';
import { shoppingList, shoppingText } from '../core/text/shoppingList';
import { countText } from '../core/text/words';
import { argumentOf, rigArgument } from './arguments';
import type { Handler } from './services';

/** For all rigs, or for the rig whose tree item was selected. */
export const copyMissing: Handler = async ({ archive }, target) => {
  const { missing } = await archive.stats({ fresh: false });
  const rig = argumentOf(rigArgument, target)?.rig;
  const lists = shoppingList(missing).filter((list) => rig === undefined || list.rig === rig);
  const sets = lists.flatMap((list) => list.sets);
  if (sets.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No calibration frames are missing'));
    return 'nothing is missing';
  }
  await vscode.env.clipboard.writeText(`${shoppingText(lists)}\n`);
  return vscode.l10n.t('{0} copied', countText(sets.length, 'missing set'));
};
