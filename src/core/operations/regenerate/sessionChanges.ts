/** What differs between the sessions that are stored and those that should be; pure. */
import type { Links, Session } from '../../base/session';
import type { Shot } from '../../base/shot';
import { isInSession, type SessionOfBucket } from '../../rules/sessions/groupFrames';
import { sameObject } from '../../rules/sessions/key';
import type { SessionMove } from '../../rules/sessions/successors';
import { NO_LINKS } from '../../rules/sessions/summary';
import {
  bucketOf,
  idOf,
  linksOf,
  rowOf,
  sessionOf,
  type SessionRow,
  withLinks,
} from '../../storage/database/sessionRows';

export interface SessionChanges {
  /** All sessions that there will be. */
  readonly sessions: readonly Session[];
  /** Their rows, with the links that are stored for them. */
  readonly rows: readonly SessionRow[];
  /** Ids of those that are new, or not what they were. */
  readonly changed: readonly string[];
  /** Ids of those that are no more. */
  readonly removed: readonly string[];
}

/**
 * `groups` are the sessions of the buckets in `scope`, null for all buckets; the others stay as they are
 * stored.
 */
export function sessionChanges(
  stored: ReadonlyMap<string, SessionRow>,
  groups: readonly Omit<SessionOfBucket, 'shots'>[],
  scope: ReadonlySet<string> | null,
): SessionChanges {
  const sessions = groups.map(({ session }) => session);
  const rows: SessionRow[] = [];
  const changed: string[] = [];
  const made = new Set<string>();
  for (const { session, bucket } of groups) {
    const before = stored.get(session.id);
    const key = session.object === null ? null : sameObject(session.object);
    const row = rowOf(session, bucket, key, before && linksOf(before));
    if (!isEqual(before, row)) changed.push(session.id);
    rows.push(row);
    made.add(session.id);
  }
  const removed: string[] = [];
  for (const [id, row] of stored) {
    if (made.has(id)) continue;
    if (scope === null || scope.has(bucketOf(row))) {
      removed.push(id);
    } else {
      sessions.push(sessionOf(row));
      rows.push(row);
    }
  }
  return { sessions, rows, changed, removed };
}

/** The rows with the links that there will be, as far as they differ from what is stored. */
export function rowsToPut(
  { rows }: SessionChanges,
  stored: ReadonlyMap<string, SessionRow>,
  links: ReadonlyMap<string, Links>,
): SessionRow[] {
  return rows
    .map((row) => withLinks(row, links.get(idOf(row)) ?? NO_LINKS))
    .filter((row) => !isEqual(stored.get(idOf(row)), row));
}

function isEqual(a: SessionRow | undefined, b: SessionRow): boolean {
  return a === b || (a !== undefined && a.every((value, index) => value === b[index]));
}

/** Session, or null for none, to the frames that come into it from elsewhere. */
export type FrameChanges = Map<string | null, number[]>;

/**
 * Adds what changes for frames that were read together. `groups` are the sessions that all of the shots are
 * in which are in one. Returns where frames have gone that were in another session.
 */
export function addFrameChanges(
  changes: FrameChanges,
  shots: readonly Shot[],
  groups: readonly SessionOfBucket[],
): SessionMove[] {
  const moves: SessionMove[] = [];
  const move = (to: string | null, frames: readonly Shot[]) => {
    if (frames.length === 0) return;
    const coming = changes.get(to) ?? [];
    for (const { id } of frames) coming.push(id);
    changes.set(to, coming);
  };
  for (const { session, shots: own } of groups) {
    const coming = own.filter((shot) => shot.session !== session.id);
    move(session.id, coming);
    for (const { session: from } of coming) if (from !== null) moves.push({ from, to: session.id });
  }
  move(
    null,
    shots.filter((shot) => shot.session !== null && !isInSession(shot)),
  );
  return moves;
}
