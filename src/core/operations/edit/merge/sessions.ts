/** Which sessions two objects have, and which of them become one. Pure. */
import type { Session } from '../../../base/session';
import type { Setting } from '../../../base/shot';
import type { MergedSession } from '../../../api/merge';
import { foldedKey } from '../../../rules/sessions/key';

/** The sessions of the object that goes, each with the one of the other object that it becomes one with. */
export function mergedSessions(
  going: readonly Session[],
  staying: readonly Session[],
  into: string,
): MergedSession[] {
  const there = new Map(staying.map((session) => [keyOf(session, into), session.id]));
  return going.map((session) => {
    const { id, night, filter, exposure, frames } = session;
    return { id, night, filter, exposure, frames, joins: there.get(keyOf(session, into)) ?? null };
  });
}

function keyOf(session: Session, object: string): string {
  const setting: Setting = { ...session, object, byproduct: false, channels: null, setTemp: null };
  return JSON.stringify(foldedKey(setting, session.exposure));
}
