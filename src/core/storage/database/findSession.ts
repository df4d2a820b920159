/** A session by what people write of its id. */
import type { Sessions } from './sessions';
import { ArchiveError } from '../../base/errors';
import type { Session } from '../../base/session';

/** By its id or the unambiguous beginning of it. Throws `request` where there is none, or more than one. */
export function findSession(sessions: Sessions, id: string): Session {
  const exact = sessions.byId(id);
  if (exact) return exact;
  const [first, second] = id === '' ? [] : sessions.byPrefix(id, 2);
  if (first && !second) return first;
  throw new ArchiveError('request', `There is ${second ? 'more than one session' : 'no session'} ${id}`, {
    advice: second ? 'Give more characters of its id.' : 'List the sessions, or regenerate them.',
  });
}
