/** Opens the contact sheet of a session: the pictures of all of its frames. */
import * as vscode from 'vscode';
import { sessionTitle } from '../core/text/words';
import { pickSessions } from './pickSessions';
import type { Handler } from './services';
import { targetsOf } from './targets';

export const contactSheet: Handler = async ({ archive }, ...args) => {
  const [target] = targetsOf(args.slice(0, 1));
  const session =
    target?.kind === 'session'
      ? target.session
      : (
          await pickSessions(archive, {
            title: vscode.l10n.t('Show contact sheet'),
            placeholder: vscode.l10n.t('Choose a light session'),
            many: false,
          })
        )?.[0];
  if (session === undefined) return undefined;
  await vscode.commands.executeCommand('astroArchive._contactSheet', session.id);
  return sessionTitle(session);
};
