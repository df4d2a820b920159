/** Lets the user choose light sessions from a list that fills while it is open. */
import * as vscode from 'vscode';
import type { Archive } from '../core/api/archive';
import { ArchiveError } from '../core/base/errors';
import type { Session } from '../core/base/session';
import { compareLights } from '../core/rules/sessions/listOrder';
import { countText, hoursText, nightText, sessionTitle } from '../core/text/words';
import { sessionPages } from './allSessions';

interface SessionItem extends vscode.QuickPickItem {
  readonly session: Session;
}

export interface PickOptions {
  readonly title: string;
  readonly placeholder: string;
  /** True to let the user choose several. */
  readonly many: boolean;
}

/**
 * Returns the chosen sessions, or undefined if the user goes back. Throws if the archive has no light
 * sessions.
 */
export async function pickSessions(
  archive: Pick<Archive, 'sessions'>,
  { title, placeholder, many }: PickOptions,
): Promise<Session[] | undefined> {
  const pick = vscode.window.createQuickPick<SessionItem>();
  pick.title = title;
  pick.placeholder = placeholder;
  pick.canSelectMany = many;
  pick.matchOnDescription = true;
  pick.busy = true;
  let open = true;
  const chosen = new Promise<Session[] | undefined>((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems.map(({ session }) => session));
      pick.hide();
    });
    pick.onDidHide(() => {
      open = false;
      resolve(undefined);
    });
  });
  pick.show();
  try {
    for await (const sessions of sessionPages(archive, { kind: 'light' })) {
      if (!open) break;
      const { selectedItems } = pick;
      pick.items = [...pick.items, ...[...sessions].sort(compareLights).map(itemOf)];
      pick.selectedItems = selectedItems;
    }
    pick.busy = false;
    if (open && pick.items.length === 0) throw nothingToPick();
    const sessions = await chosen;
    return sessions?.length === 0 ? undefined : sessions;
  } finally {
    pick.dispose();
  }
}

function itemOf(session: Session): SessionItem {
  const amount = `${countText(session.frameCount, 'frame')}, ${hoursText(session.totalExposure)}`;
  return { session, label: sessionTitle(session), description: `${nightText(session.night)} · ${amount}` };
}

function nothingToPick(): ArchiveError {
  return new ArchiveError('request', vscode.l10n.t('The archive has no light sessions'), {
    advice: vscode.l10n.t('Register a folder of frames first.'),
  });
}
