/** Copies the ids of the selected sessions to the clipboard, one per line, for use on the command line. */
import * as vscode from 'vscode';
import { ArchiveError } from '../core/base/errors';
import { countText } from '../core/text/words';
import type { Handler } from './services';
import { targetsOf } from './targets';

export const copySessionId: Handler = async (_services, ...args) => {
  const ids = targetsOf(args).flatMap((target) => (target.kind === 'session' ? [target.session.id] : []));
  if (ids.length === 0) {
    throw new ArchiveError('request', vscode.l10n.t('This command needs a session'), {
      advice: vscode.l10n.t('Use it from the menu of a session in an Astro Archive view.'),
    });
  }
  await vscode.env.clipboard.writeText(ids.join('\n'));
  return `ids of ${countText(ids.length, 'session')} copied`;
};
