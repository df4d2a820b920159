/** Restore the previous generation of the database, or make the database anew from the files. */
import * as vscode from 'vscode';
import { countText } from '../core/text/words';
import { withProgress } from './progress';
import type { Handler } from './services';

export const restore: Handler = async ({ rescue }) => {
  const { previous } = await rescue.condition();
  if (previous !== null) {
    const detail =
      `It was saved on ${previous.saved} and has ${countText(previous.frames, 'frame')}. ` +
      'The database that is there now is kept under another name.';
    const question = 'Use the previous generation of the database?';
    if (!(await confirmed(question, detail, 'Use the previous generation'))) return undefined;
  }
  // Without one the engine says so, and what to do.
  const { frames, kept } = await rescue.restore();
  const summary = `Database restored: ${countText(frames, 'frame')}`;
  void vscode.window.showInformationMessage(
    `${summary}${kept === null ? '' : `. The other one is kept as ${kept}`}`,
  );
  return summary;
};

export const rebuild: Handler = async ({ rescue }) => {
  const detail =
    'Every file of the repository is read; nothing is written to it. Your links, aliases, rejections and notes come ' +
    'back from the file beside the database. The database that is there now is kept under another name.';
  if (!(await confirmed('Rebuild the database from the repository?', detail, 'Rebuild'))) return undefined;
  const report = await withProgress('Rebuilding the database', (part) => rescue.rebuild(part()));
  const { frames, sessions, failures, kept } = report;
  const summary =
    `Database rebuilt: ${countText(frames, 'frame')}, ${countText(sessions, 'session')}` +
    (failures > 0 ? `, ${countText(failures, 'file')} failed; the log says why` : '');
  const message = `${summary}${kept === null ? '' : `. The old one is kept as ${kept}`}`;
  if (failures > 0) void vscode.window.showWarningMessage(message);
  else void vscode.window.showInformationMessage(message);
  return summary;
};

async function confirmed(question: string, detail: string, action: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, action)) === action;
}
