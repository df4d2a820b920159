/** All pages of a listing of sessions. */
import type { Archive, SessionQuery } from '../core/api/archive';
import type { Session } from '../core/base/session';

const PAGE_SIZE = 1000;

/** The sessions page by page, as they arrive. */
export async function* sessionPages(
  archive: Pick<Archive, 'sessions'>,
  query: Omit<SessionQuery, 'from' | 'limit'>,
): AsyncGenerator<readonly Session[]> {
  let from: number | null = 0;
  while (from !== null) {
    const { items, next } = await archive.sessions({ ...query, from, limit: PAGE_SIZE });
    yield items;
    from = next;
  }
}

export async function allSessions(
  archive: Pick<Archive, 'sessions'>,
  query: Omit<SessionQuery, 'from' | 'limit'>,
): Promise<Session[]> {
  const sessions: Session[] = [];
  for await (const page of sessionPages(archive, query)) sessions.push(...page);
  return sessions;
}
