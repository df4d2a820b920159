/** Puts on the clipboard what a bug report needs to know: versions and states, no names and no paths. */
import * as vscode from 'vscode';
import { version } from '../../package.json';
import { diagnosticsText } from '../core/text/diagnostics';
import type { Handler } from './services';

export const copyDiagnostics: Handler = async ({ diagnose }) => {
  const { isTrusted } = vscode.workspace;
  const found = await diagnose({
    version,
    editor: {
      version: vscode.version,
      window: vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'desktop',
      remote: vscode.env.remoteName !== undefined,
      trusted: isTrusted,
    },
    mayStartPrograms: isTrusted,
  });
  await vscode.env.clipboard.writeText(`${diagnosticsText(found)}\n`);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Diagnostics copied. They contain no names and no paths.'),
  );
  return 'diagnostics copied';
};
