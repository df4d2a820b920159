/** The tables of sessions and of the links between them. */
import * as v from 'valibot';
import type { ObjectSummary, Page, SessionQuery, Troubles } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { parsed } from '../../base/json';
import { LINK_KINDS, type LinkKind, type Links, type Session } from '../../base/session';
import { compareFilters } from '../../rules/names/filterNames';
import type { ManualLinks } from '../../rules/sessions/linkSessions';
import { calibratedCopies, type Copies, NO_COPIES } from './copies';
import { readSessions } from './readSessions';
import { COLUMNS, LINK_COLUMNS, linksOf } from './sessionRows';
import type { Row, Sqlite, SqlValue } from './sqlite';

/**
 * Lights with a dark and a flat, of which the flat is a master or has a bias or a flat-dark; wherever the
 * user has linked something by hand, that is not so sure.
 */
const SERVED = `select light.id from session as light join session as flat on flat.id = light.flat
  where light.type = 'light' and light.dark is not null
    and (flat.master = 1 or flat.bias is not null or flat.flat_dark is not null)
    and light.id not in (select session from link) and flat.id not in (select session from link)`;

/** The spelling that most frames of an object carry. */
export const SPELLING = `(select same.object from session as same
  where same.type = 'light' and same.object_key is session.object_key
  group by same.object order by sum(same.frames) desc, same.object limit 1)`;

/** A query whose camera is given in all its spellings. */
export interface ListedSessions extends Omit<SessionQuery, 'imager'> {
  readonly imagers?: readonly (string | null)[];
}

export class Sessions {
  readonly #sqlite: Sqlite;

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  count(): number {
    return Number(this.#sqlite.get('select count(*) as n from session')?.['n'] ?? 0);
  }

  all(): Session[] {
    return readSessions(this.#sqlite, 'order by night, start, id');
  }

  /**
   * All calibration sessions, and of the light sessions at least those that may wait for calibration frames:
   * in most archives a few out of thousands. What the user has linked by hand is looked at by the caller.
   */
  waiting(): Session[] {
    return readSessions(
      this.#sqlite,
      `where type <> 'light' or processing is null and id not in (${SERVED}) order by id`,
    );
  }

  /** Flats that do not say their filter. */
  namelessFlats(): Session[] {
    return readSessions(this.#sqlite, "where type = 'flat' and filter is null order by night, id");
  }

  byId(id: string): Session | undefined {
    return readSessions(this.#sqlite, 'where id = ?', id)[0];
  }

  /** Those that are there; much cheaper for many than one by one. */
  withIds(ids: readonly string[]): Session[] {
    return ids.length === 0
      ? []
      : readSessions(this.#sqlite, 'where id in (select value from json_each(?))', JSON.stringify(ids));
  }

  /** At most `limit` sessions whose id begins so. */
  byPrefix(prefix: string, limit: number): Session[] {
    return readSessions(
      this.#sqlite,
      'where substr(id, 1, length(?1)) = ?1 order by id limit ?2',
      prefix,
      limit,
    );
  }

  /** Newest night first; `objectKey` folds the spellings of an object's name. */
  page(
    query: ListedSessions,
    from: number,
    limit: number,
    objectKey: (name: string) => string,
  ): Page<Session> {
    const wheres: string[] = [];
    const values: SqlValue[] = [];
    if (query.type !== undefined) {
      wheres.push('type = ?');
      values.push(query.type);
    }
    if (query.kind !== undefined) wheres.push(query.kind === 'light' ? "type = 'light'" : "type <> 'light'");
    if (query.imagers !== undefined) {
      const named = query.imagers.filter((imager) => imager !== null);
      wheres.push(`(imager in (select value from json_each(?)) or imager is null and ?)`);
      values.push(JSON.stringify(named), Number(named.length < query.imagers.length));
    }
    if (query.object !== undefined) {
      wheres.push('object_key is ?');
      values.push(query.object === null ? null : objectKey(query.object));
    }
    const where = wheres.length > 0 ? `where ${wheres.join(' and ')}` : '';
    const found = readSessions(
      this.#sqlite,
      `${where} order by night desc, start, id limit ? offset ?`,
      ...values,
      limit + 1,
      from,
    );
    return { items: found.slice(0, limit), next: found.length > limit ? from + limit : null };
  }

  /** The same sessions, each under the spelling that most frames of its object carry. */
  spelled(sessions: readonly Session[]): readonly Session[] {
    const ids = JSON.stringify(sessions.map(({ id }) => id));
    const rows = this.#sqlite.rows(
      `select id, ${SPELLING} from session
       where type = 'light' and object is not null and id in (select value from json_each(?))`,
      ids,
    );
    const names = new Map(rows.map(([id, object]) => [String(id), String(object)]));
    return sessions.map((session) => {
      const object = names.get(session.id) ?? session.object;
      return object === session.object ? session : { ...session, object };
    });
  }

  /**
   * Objects of the light sessions by the name that is shown (M 9 before M 31 before NGC 1), those without one
   * last. There are hundreds of them where there are 100,000 frames, so that all are sorted for each page.
   * `processed` are the objects of frames that are in no session, key to name: those without a session are
   * listed with nothing to count. `troubles` are by key of the object.
   */
  objects(
    from: number,
    limit: number,
    processed: ReadonlyMap<string, string> = new Map(),
    troubles: ReadonlyMap<string | null, Troubles> = new Map(),
  ): Page<ObjectSummary> {
    const copies = this.#copiesOfObjects();
    const rows = this.#sqlite.all(
      `select object_key, ${SPELLING} as object, count(*) as sessions, sum(frames) as frames,
           sum(total_exposure) as total, max(night) as last_night, json_group_array(distinct filter) as filters
         from session where type = 'light' group by object_key order by object_key`,
    );
    const keys = new Set(rows.map((row) => row['object_key']));
    const others = [...processed]
      .filter(([key]) => !keys.has(key))
      .map(([, object]) => ({ ...NO_SESSIONS, object }));
    const all = [
      ...rows.map((row) => {
        const key = row['object_key'] === null ? null : String(row['object_key']);
        const summary = withoutCopies(readObject(row), copies.get(key));
        const wrong = troubles.get(key);
        return wrong === undefined ? summary : { ...summary, troubles: wrong };
      }),
      ...others,
    ].sort(byName);
    return { items: all.slice(from, from + limit), next: all.length > from + limit ? from + limit : null };
  }

  /** By key of the object: calibrated lights whose raw frames are counted already. */
  #copiesOfObjects(): Map<SqlValue, Copies> {
    const found = new Map<SqlValue, Copies>();
    for (const [id, copies] of calibratedCopies(this.#sqlite)) {
      if (id === null) continue;
      const key = this.#sqlite.get('select object_key from session where id = ?', id)?.['object_key'] ?? null;
      const { frameCount, totalExposure } = found.get(key) ?? NO_COPIES;
      found.set(key, {
        frameCount: frameCount + copies.frameCount,
        totalExposure: totalExposure + copies.totalExposure,
      });
    }
    return found;
  }

  /** Links made by hand, which survive a regeneration. */
  manualLinks(): ManualLinks {
    const links = new Map<string, Partial<Record<LinkKind, string | null>>>();
    for (const row of this.#sqlite.all('select session, kind, target from link')) {
      const session = String(row['session']);
      const target = row['target'] === null ? null : String(row['target']);
      links.set(session, { ...links.get(session), [row['kind'] as LinkKind]: target });
    }
    return links;
  }

  /**
   * Null for "none", undefined to leave the choice to the archive again. Inside a transaction of the caller.
   */
  setManualLink(session: string, kind: LinkKind, target: string | null | undefined): void {
    this.#sqlite.run('delete from link where session = ? and kind = ?', session, kind);
    if (target === undefined) return;
    this.#sqlite.run('insert into link (session, kind, target) values (?, ?, ?)', session, kind, target);
  }

  /** Everything that the user has linked, in place of what was there. Inside a transaction of the caller. */
  replaceManualLinks(links: ManualLinks): void {
    this.#sqlite.run('delete from link');
    for (const [session, wishes] of links) {
      for (const kind of LINK_KINDS) {
        if (wishes[kind] !== undefined) this.setManualLink(session, kind, wishes[kind]);
      }
    }
  }

  /** The links of all sessions as the archive has made them, the wishes of the user left out. */
  madeLinks(): Map<string, Links> {
    const rows = this.#sqlite.rows(`select ${COLUMNS} from session`);
    return new Map(rows.map((row) => [String(row[0]), linksOf(row)]));
  }

  /**
   * Replaces what the archive has linked in this role; null for nothing. Inside a transaction of the caller.
   */
  replaceLink(session: string, kind: LinkKind, target: string | null): void {
    this.#sqlite.run(`update session set ${LINK_COLUMNS[kind]} = ? where id = ?`, target, session);
  }
}

const NAMES = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function byName(a: ObjectSummary, b: ObjectSummary): number {
  if (a.object === null || b.object === null) return Number(a.object === null) - Number(b.object === null);
  return NAMES.compare(a.object, b.object);
}

function withoutCopies(summary: ObjectSummary, copies: Copies = NO_COPIES): ObjectSummary {
  const { frameCount, totalExposure } = summary;
  return {
    ...summary,
    frameCount: frameCount - copies.frameCount,
    totalExposure: totalExposure - copies.totalExposure,
  };
}

/** An object of which there are only processed frames. */
const NO_SESSIONS = { sessions: 0, frameCount: 0, totalExposure: 0, filters: [], lastNight: null } as const;

const FILTERS = v.array(v.nullable(v.string()));

function readObject(row: Row): ObjectSummary {
  const filters = parsed(FILTERS, row['filters']) ?? [];
  return {
    object: row['object'] === null ? null : String(row['object']),
    sessions: Number(row['sessions']),
    frameCount: Number(row['frames']),
    totalExposure: Number(row['total']),
    filters: filters.filter((filter) => filter !== null).sort(compareFilters),
    lastNight: row['last_night'] === null ? null : String(row['last_night']),
  };
}

/** By its id or the unambiguous beginning of it. Throws `request` where there is none, or more than one. */
export function findSession(sessions: Sessions, id: string): Session {
  const exact = sessions.byId(id);
  if (exact) return exact;
  const [first, second] = id === '' ? [] : sessions.byPrefix(id, 2);
  if (first && !second) return first;
  throw new ArchiveError(
    'request',
    second ? english('There is more than one session {0}', id) : english('There is no session {0}', id),
    {
      advice: second
        ? english('Give more characters of its id.')
        : english('List the sessions, or regenerate them.'),
    },
  );
}
