/** What all tree items are made of. */
import * as vscode from 'vscode';
import type { BadFiles } from '../core/base/session';
import { countText } from '../core/text/words';

/** An item with a label, what stands in grey beside it, and an icon. */
export function make(
  label: string,
  description: string,
  icon: string | vscode.ThemeIcon,
  state: vscode.TreeItemCollapsibleState,
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.description = description;
  item.iconPath = typeof icon === 'string' ? new vscode.ThemeIcon(icon) : icon;
  return item;
}

export const warning = () => new vscode.ThemeIcon('warning', color('list.warningForeground'));
export const failure = () => new vscode.ThemeIcon('error', color('list.errorForeground'));

const color = (id: string) => new vscode.ThemeColor(id);

/** The icon of an item that may have something wrong in or below it; damaged files weigh most. */
export function iconFor(usual: string, wrong: { readonly warned: boolean; readonly bad?: BadFiles }) {
  if ((wrong.bad?.damaged ?? 0) > 0) return failure();
  return wrong.warned || (wrong.bad?.missing ?? 0) > 0 ? warning() : new vscode.ThemeIcon(usual);
}

/** `1 file damaged`, `12 files missing`; nothing where all files are whole. */
export function badFileTexts({ damaged, missing }: BadFiles = { damaged: 0, missing: 0 }): string[] {
  return [
    ...(damaged > 0 ? [vscode.l10n.t('{0} damaged', countText(damaged, 'file'))] : []),
    ...(missing > 0 ? [vscode.l10n.t('{0} missing', countText(missing, 'file'))] : []),
  ];
}

/** `12 frames · 1.5 h`; empty parts are left out. */
export function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
