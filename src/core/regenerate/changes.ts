/** What differs between the sessions that are stored and those that should be; pure. */
import { bucketOf, rowOf, sessionOf, type SessionRow } from '../database/sessionRows';
import type { Session, Shot } from '../model';
import type { SessionGroup } from '../sessions/group';
import { sameObject } from '../sessions/key';

export interface SessionChanges {
  /** All sessions that there will be, without their links. */
  readonly sessions: readonly Session[];
  /** Rows of those that are new, or not what they were. */
  readonly put: readonly SessionRow[];
  /** Ids of those that are no more. */
  readonly removed: readonly string[];
}

/** `groups` are the sessions of the buckets in `scope`, null for all buckets; the others stay as they are stored. */
export function sessionChanges(
  stored: ReadonlyMap<string, SessionRow>,
  groups: readonly SessionGroup[],
  scope: ReadonlySet<string> | null,
): SessionChanges {
  const sessions = groups.map(({ session }) => session);
  const put: SessionRow[] = [];
  const made = new Set<string>();
  for (const { session, bucket } of groups) {
    const row = rowOf(session, bucket, session.object === null ? null : sameObject(session.object));
    if (!isEqual(stored.get(session.id), row)) put.push(row);
    made.add(session.id);
  }
  const removed: string[] = [];
  for (const [id, row] of stored) {
    if (made.has(id)) continue;
    if (scope === null || scope.has(bucketOf(row))) removed.push(id);
    else sessions.push(sessionOf(row));
  }
  return { sessions, put, removed };
}

function isEqual(a: SessionRow | undefined, b: SessionRow): boolean {
  return a?.length === b.length && a.every((value, index) => value === b[index]);
}

/** Session, or null for none, to the frames that come into it from elsewhere. */
export function movedFrames(
  shots: readonly Shot[],
  membership: ReadonlyMap<number, string>,
): ReadonlyMap<string | null, readonly number[]> {
  const moved = new Map<string | null, number[]>();
  for (const { id, session } of shots) {
    const now = membership.get(id) ?? null;
    if (now === session) continue;
    const frames = moved.get(now);
    if (frames) frames.push(id);
    else moved.set(now, [id]);
  }
  return moved;
}
