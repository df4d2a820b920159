/** Why a session has its links, and what it still needs, out of the open archive. */
import type { SessionExplanation } from '../api/archive';
import type { Tolerances } from '../base/matching';
import type { Session } from '../base/session';
import { explainSession } from '../rules/sessions/explain';
import { byHand } from '../rules/sessions/linksByHand';
import { missingSets } from '../rules/sessions/missing';
import type { Sessions } from '../storage/database/sessions';

/** Candidates best first, links by hand, and the sets that are missing for this session. */
export function explanationOf(
  session: Session,
  sessions: Sessions,
  tolerances: Tolerances,
): SessionExplanation {
  const all = sessions.all();
  const manual = sessions.manualLinks();
  const links = new Map(all.map((other) => [other.id, other.links]));
  const candidates = explainSession(session, all, tolerances, manual);
  return {
    session,
    candidates,
    manual: byHand(session, all, manual, candidates),
    missing: missingSets(all, links, tolerances, manual).filter((set) => set.sessions.includes(session.id)),
  };
}
