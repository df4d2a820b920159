/** Sessions with the links that count and their notes, in three queries however many there are; and what is known of masters. */
import type { LinkKind, Links, Session } from '../../base/session';
import { COLUMNS, linksOf, sessionOf } from './sessionRows';
import type { Sqlite, SqlValue } from './sqlite';

/**
 * `which` is what comes after the table: `where id = ?`. For more than some thousand sessions, the notes of
 * all are read.
 */
export function readSessions(sqlite: Sqlite, which: string, ...values: readonly SqlValue[]): Session[] {
  const rows = sqlite.rows(`select ${COLUMNS} from session ${which}`, ...values);
  if (rows.length === 0) return [];
  const wishes = wishesOf(sqlite);
  const notes = notesOf(sqlite, rows.length > MOST_ASKED ? null : rows.map(([id]) => String(id)));
  return rows.map((row) => {
    const id = String(row[0]);
    const session = sessionOf(row, followed(linksOf(row), wishes.get(id)));
    const note = notes.get(id);
    return note === undefined ? session : { ...session, note };
  });
}

const MOST_ASKED = 5000;

/** A link by hand. `served` is the type of the session that it names, null where that is no longer there. */
interface Wish {
  readonly kind: LinkKind;
  readonly target: string | null;
  readonly served: string | null;
}

function wishesOf(sqlite: Sqlite): Map<string, Wish[]> {
  const wishes = new Map<string, Wish[]>();
  for (const [session, kind, target, served] of sqlite.rows(
    'select link.session, kind, target, served.type from link left join session as served on served.id = target',
  )) {
    const own = wishes.get(session as string) ?? [];
    own.push({ kind: kind as LinkKind, target: target as string | null, served: served as string | null });
    wishes.set(session as string, own);
  }
  return wishes;
}

/**
 * The user's own links where there are some that can be followed, as `canServe` has it, else the archive's.
 */
function followed(made: Links, wishes: readonly Wish[] = []): Links {
  const chosen = wishes.filter(isFollowed).map(({ kind, target }) => [kind, target] as const);
  return chosen.length === 0 ? made : { ...made, ...Object.fromEntries(chosen) };
}

function isFollowed({ kind, target, served }: Wish): boolean {
  if (target === null) return true;
  if (kind === 'flat') return served === 'flat';
  return served === 'bias' || served === 'dark' || served === 'flatDark';
}

const NOTES = "select key, text from note where subject = 'session'";
const NOTES_OF = `${NOTES} and key in (select value from json_each(?))`;

function notesOf(sqlite: Sqlite, ids: readonly string[] | null): Map<string, string> {
  const rows = ids === null ? sqlite.rows(NOTES) : sqlite.rows(NOTES_OF, JSON.stringify(ids));
  return new Map(rows.map(([session, text]) => [String(session), String(text)]));
}

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
