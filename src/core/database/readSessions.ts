/** Sessions with the links that count and their notes, in three queries however many sessions there are. */
import type { LinkKind, Links, Session } from '../model';
import { COLUMNS, NONE, sessionOf } from './sessionRows';
import type { Sqlite, SqlValue } from './sqlite';

/**
 * One text for all links: taking 28,000 rows out of the database one value at a time costs three times as much.
 * `served` is the type of the session that the user has chosen, null where it is no longer there.
 */
const LINKS = `select json_group_array(json_array(session, kind, target, manual,
    iif(manual = 1, (select type from session as served where served.id = target), null))) as links
  from link`;
const LINKS_OF = `${LINKS} where session in (select value from json_each(?))`;

type LinkRow = [session: string, kind: LinkKind, target: string | null, manual: 0 | 1, served: string | null];

/** `which` is what comes after the table: `where id = ?`. For more than some thousand sessions, the links of all are read. */
export function readSessions(sqlite: Sqlite, which: string, ...values: readonly SqlValue[]): Session[] {
  const rows = sqlite.rows(`select ${COLUMNS} from session ${which}`, ...values);
  if (rows.length === 0) return [];
  const ids = rows.length > MOST_ASKED ? null : rows.map(([id]) => String(id));
  const links = linksOf(sqlite, ids);
  const notes = notesOf(sqlite, ids);
  return rows.map((row) => {
    const session = sessionOf(row, links.get(String(row[0])));
    const note = notes.get(session.id);
    return note === undefined ? session : { ...session, note };
  });
}

const MOST_ASKED = 5000;

/** The user's own link where there is one that can be followed, as `canServe` has it, else the archive's. */
function linksOf(sqlite: Sqlite, ids: readonly string[] | null): Map<string, Links> {
  const found = ids === null ? sqlite.get(LINKS) : sqlite.get(LINKS_OF, JSON.stringify(ids));
  const rows = JSON.parse(String(found?.['links'] ?? '[]')) as LinkRow[];
  const links = new Map<string, { -readonly [K in keyof Links]: Links[K] }>();
  const put = ([session, kind, target]: LinkRow) => {
    let own = links.get(session);
    if (!own) links.set(session, (own = { ...NONE }));
    own[kind] = target;
  };
  for (const row of rows) if (row[3] === 0) put(row);
  for (const row of rows) if (row[3] === 1 && isFollowed(row)) put(row);
  return links;
}

function isFollowed([, kind, target, , served]: LinkRow): boolean {
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
