/** What the user knows of a session follows its frames when these come into a session of another id. */
import { LINK_KINDS, type LinkKind } from '../../base/session';
import type { ManualLinks } from './linkSessions';

/** A frame that comes out of one session and into another. */
export interface SessionMove {
  readonly from: string;
  readonly to: string;
}

/**
 * Where the sessions have gone that no longer exist: old id to the id of the session that most of its frames
 * are in now, of equally many the first by id. That happens when an object gets another name or a tolerance
 * changes. `existing` are the ids of the sessions that there will be.
 */
export function successors(
  moves: Iterable<SessionMove>,
  existing: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { from, to } of moves) {
    if (existing.has(from)) continue;
    const of = counts.get(from) ?? new Map<string, number>();
    counts.set(from, of.set(to, (of.get(to) ?? 0) + 1));
  }
  const moved = new Map<string, string>();
  for (const [session, of] of counts) {
    const [first] = [...of].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    if (first) moved.set(session, first[0]);
  }
  return moved;
}

/**
 * The links under the ids of now; the same object where nothing has moved. What a session has itself comes
 * first.
 */
export function followLinks(manual: ManualLinks, moved: ReadonlyMap<string, string>): ManualLinks {
  const concerned = [...manual].some(
    ([session, wishes]) => moved.has(session) || LINK_KINDS.some((kind) => moved.has(wishes[kind] ?? '')),
  );
  if (!concerned) return manual;
  const followed = new Map<string, Partial<Record<LinkKind, string | null>>>();
  const stayed = [...manual].filter(([session]) => !moved.has(session));
  const gone = [...manual].filter(([session]) => moved.has(session));
  for (const [session, wishes] of [...stayed, ...gone]) {
    const now = moved.get(session) ?? session;
    const own = { ...followed.get(now) };
    for (const kind of LINK_KINDS) {
      const target = wishes[kind];
      if (target !== undefined && !(kind in own)) own[kind] = moved.get(target ?? '') ?? target;
    }
    followed.set(now, own);
  }
  return followed;
}
