/** Lets the user choose light sessions from a list that fills while it is open. */
import * as vscode from 'vscode';
import type { Archive } from '../core/api/archive';
import { ArchiveError } from '../core/base/errors';
import type { Session } from '../core/base/session';
import { countText, hoursText, sessionTitle } from '../core/text/words';
import { sessionPages } from './allSessions';

interface SessionItem extends vscode.QuickPickItem {
  readonly session: Session;
}

export interface PickOptions {
  readonly title: string;
  readonly placeholder: string;
  /** Whether several can be chosen. */
  readonly many: boolean;
}

/** The chosen sessions; undefined where the user went back. Throws where there are none to choose from. */
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
      pick.items = [...pick.items, ...sessions.map(itemOf)];
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
  const amount = `${countText(session.frames, 'frame')}, ${hoursText(session.totalExposure)}`;
  return { session, label: sessionTitle(session), description: `${session.night ?? 'no date'} · ${amount}` };
}

function nothingToPick(): ArchiveError {
  return new ArchiveError('request', 'The archive has no light sessions', {
    advice: 'Register a folder of frames first.',
  });
}
