/** Puts the ids of the chosen sessions on the clipboard, one a line, for the command line. */
import * as vscode from 'vscode';
import { ArchiveError } from '../core/base/errors';
import { countText } from '../core/text/words';
import type { Handler } from './services';
import { targetsOf } from './targets';

export const copySessionId: Handler = async (_services, ...args) => {
  const ids = targetsOf(args).flatMap((target) => (target.kind === 'session' ? [target.session.id] : []));
  if (ids.length === 0) {
    throw new ArchiveError('request', 'This command needs a session', {
      advice: 'Call it from the menu of a session in a view of Astro Archive.',
    });
  }
  await vscode.env.clipboard.writeText(ids.join('\n'));
  return `${countText(ids.length, 'id')} copied`;
};
