import type { Session } from '../../src/core/base/session';
import { objectKey } from '../../src/core/rules/names/objectName';
import { rowOf, SessionRows } from '../../src/core/storage/database/sessionRows';
import type { Sqlite } from '../../src/core/storage/database/sqlite';

/** Puts sessions into the table with their links, as a regeneration would; each is its own bucket. */
export function storeSessions(sqlite: Sqlite, ...sessions: readonly Session[]): void {
  const rows = new SessionRows(sqlite);
  for (const session of sessions) {
    rows.put(rowOf(session, session.id, session.object === null ? null : objectKey(session.object)));
  }
}
