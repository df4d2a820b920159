/** The number on the view of problems, which VS Code also shows on the activity bar. */
import * as vscode from 'vscode';
import type { FrameProblem } from '../core/base/archivedFrame';
import { countText } from '../core/text/words';

/**
 * Counts what the user should look at; undefined where there is nothing. Stacks and rejected frames are listed,
 * but they are in order. `{ value: 4, tooltip: '1 damaged file, 3 missing files' }`.
 */
export function problemBadge(counts: Readonly<Record<FrameProblem, number>>): vscode.ViewBadge | undefined {
  const { damaged, missing, unknown, doubtful } = counts;
  const value = damaged + missing + unknown + doubtful;
  if (value === 0) return undefined;
  const parts = [
    damaged > 0 ? vscode.l10n.t('{0} damaged', countText(damaged, 'file')) : '',
    missing > 0 ? vscode.l10n.t('{0} missing', countText(missing, 'file')) : '',
    unknown > 0 ? vscode.l10n.t('{0} of unknown type', countText(unknown, 'frame')) : '',
    doubtful > 0 ? vscode.l10n.t('{0} with doubtful headers', countText(doubtful, 'frame')) : '',
  ];
  return { value, tooltip: parts.filter((part) => part !== '').join(', ') };
}
