/** Follows the links of light sessions to what a checkout is planned from. */
import type { ArchivedFrame } from '../../base/archivedFrame';
import type { LinkKind, Session } from '../../base/session';
import type { CheckoutInput, SessionFrames } from './types';

/** Where sessions and their frames are looked up: the database, or a list in memory. */
export interface SessionSource {
  /** Null for a session that no longer exists. */
  session(id: string): Session | null;
  frames(id: string): readonly ArchivedFrame[];
}

/** The light sessions with the frames of every session they are linked to, and the bias of their flats. */
export function gatherCheckout(lights: readonly Session[], source: SessionSource): CheckoutInput {
  const known = new Map<string, SessionFrames | null>();
  const find = (id: string | null | undefined): SessionFrames | null => {
    if (id === null || id === undefined) return null;
    let found = known.get(id);
    if (found === undefined) {
      const session = source.session(id);
      found = session === null ? null : { session, frames: source.frames(id) };
      known.set(id, found);
    }
    return found;
  };
  return {
    sessions: lights.map((session) => {
      const link = (kind: LinkKind) => find(session.links[kind]);
      const flat = link('flat');
      return {
        session,
        frames: source.frames(session.id),
        links: { bias: link('bias'), dark: link('dark'), flat, flatDark: link('flatDark') },
        flatBias: find(flat?.session.links.bias),
      };
    }),
  };
}
