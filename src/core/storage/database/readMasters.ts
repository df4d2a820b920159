/** What there is to be known of masters. */
import type { Session } from '../../base/session';
import { readSessions } from './readSessions';
import type { Sqlite } from './sqlite';

/** All sessions of calibration frames, the newest night first; none where there is no master among them. */
export function readCalibrations(sqlite: Sqlite): Session[] {
  const some = sqlite.get('select 1 as found from session where master = 1 limit 1');
  return some ? readSessions(sqlite, "where type <> 'light' order by night desc, start, id") : [];
}

/** Session of a master to the number of frames that went in, where its header says so. */
export function readStackCounts(sqlite: Sqlite): Map<string, number> {
  const rows = sqlite.rows(
    `select session.id, stack_count from session join member on member.session = session.number
       join frame on frame.id = member.frame
     where session.master = 1 and stack_count is not null`,
  );
  return new Map(rows.map(([session, count]) => [String(session), Number(count)]));
}
