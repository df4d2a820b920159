/** Puts the list of calibration sets still to be taken on the clipboard, as text. */
import * as vscode from 'vscode';
import { shoppingList, shoppingText } from '../core/text/shoppingList';
import { countText } from '../core/text/words';
import type { Handler } from './services';

/** Of all rigs, or of the one whose item in the tree it was called on. */
export const copyMissing: Handler = async ({ archive }, target) => {
  const { missing } = await archive.stats({ fresh: false });
  const rig = rigOf(target);
  const lists = shoppingList(missing).filter((list) => rig === undefined || list.rig === rig);
  const sets = lists.flatMap((list) => list.sets);
  if (sets.length === 0) {
    void vscode.window.showInformationMessage('No calibration frames are missing');
    return 'nothing is missing';
  }
  await vscode.env.clipboard.writeText(`${shoppingText(lists)}\n`);
  return `${countText(sets.length, 'missing set')} copied`;
};

function rigOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null || !('rig' in target)) return undefined;
  return typeof target.rig === 'string' ? target.rig : undefined;
}
