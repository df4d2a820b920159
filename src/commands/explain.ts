/** Opens the page that explains the calibrations of a session. */
import * as vscode from 'vscode';
import { sessionTitle } from '../core/text/words';
import { pickSessions } from './pickSessions';
import type { Handler } from './services';
import { targetsOf } from './targets';

export const explain: Handler = async ({ archive }, ...args) => {
  const [target] = targetsOf(args.slice(0, 1));
  const session =
    target?.kind === 'session'
      ? target.session
      : (
          await pickSessions(archive, {
            title: vscode.l10n.t('Explain calibrations'),
            placeholder: vscode.l10n.t('Choose a light session'),
            many: false,
          })
        )?.[0];
  if (session === undefined) return undefined;
  await vscode.commands.executeCommand('astroArchive._explain', session.id);
  return sessionTitle(session);
};
