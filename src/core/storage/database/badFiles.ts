/** Frames without a whole file, counted by session. */
import type { BadFiles } from '../../base/session';
import type { Sqlite } from './sqlite';

/** A file that is gone is not counted as damaged as well. */
const BAD = `select session.id, sum(damaged), sum(missing) from (
    select frame.id as frame, 1 as damaged, 0 as missing from damage join frame on frame.id = damage.frame
      where missing = 0
    union all select id, 0, 1 from frame where missing = 1) as bad
  join member on member.frame = bad.frame join session on session.number = member.session
  group by session.id`;

/** By id of the session; sessions whose files are all whole are absent. */
export function badFilesOf(sqlite: Sqlite): Map<string, BadFiles> {
  const rows = sqlite.rows(BAD);
  return new Map(
    rows.map(([id, damaged, missing]) => [
      String(id),
      { damaged: Number(damaged), missing: Number(missing) },
    ]),
  );
}
