/** What there is to be known of masters. */
import type { Session } from '../model';
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
    'select session, stack_count from frame where master = 1 and session is not null and stack_count is not null',
  );
  return new Map(rows.map(([session, count]) => [String(session), Number(count)]));
}
