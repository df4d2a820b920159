/** Restore the previous version of the database, or rebuild the database from the files. */
import * as vscode from 'vscode';
import { countText } from '../core/text/words';
import { withProgress } from './progress';
import type { Handler } from './services';

export const restore: Handler = async ({ rescue }) => {
  const { previous } = await rescue.condition();
  if (previous !== null) {
    const detail = vscode.l10n.t(
      'It was saved on {0} and contains {1}. The current database is kept under another name.',
      previous.saved,
      countText(previous.frameCount, 'frame'),
    );
    const question = vscode.l10n.t('Use the previous version of the database?');
    if (!(await confirmed(question, detail, vscode.l10n.t('Use the previous version')))) return undefined;
  }
  // If there is none, the engine's error tells the user what to do.
  const { frameCount, kept } = await rescue.restore();
  const summary = vscode.l10n.t('Database restored: {0}', countText(frameCount, 'frame'));
  void vscode.window.showInformationMessage(withKept(summary, kept));
  return summary;
};

export const rebuild: Handler = async ({ rescue }) => {
  const detail = [
    vscode.l10n.t('Every file of the repository is read; none is changed.'),
    vscode.l10n.t(
      'Your links, name rules, rejections and notes are restored from the file beside the database.',
    ),
    vscode.l10n.t('The current database is kept under another name.'),
  ].join(' ');
  const question = vscode.l10n.t('Rebuild the database from the repository?');
  if (!(await confirmed(question, detail, vscode.l10n.t('Rebuild')))) return undefined;
  const report = await withProgress(vscode.l10n.t('Rebuilding the database'), (part) =>
    rescue.rebuild(part()),
  );
  const { frameCount, sessions, failures, kept } = report;
  const rebuilt = vscode.l10n.t(
    'Database rebuilt: {0}, {1}',
    countText(frameCount, 'frame'),
    countText(sessions, 'session'),
  );
  const failed = vscode.l10n.t('{0} failed; see the log', countText(failures, 'file'));
  const summary = failures > 0 ? `${rebuilt}, ${failed}` : rebuilt;
  const message = withKept(summary, kept);
  if (failures > 0) void vscode.window.showWarningMessage(message);
  else void vscode.window.showInformationMessage(message);
  return summary;
};

function withKept(summary: string, kept: string | null): string {
  return kept === null ? summary : vscode.l10n.t('{0}. The old database is kept as {1}', summary, kept);
}

async function confirmed(question: string, detail: string, action: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, action)) === action;
}
