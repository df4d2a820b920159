/** Sessions and links as rows, for comparing what is stored with what should be. */
import { LINK_KINDS, type Links, type Session } from '../model';
import { COLUMN_LIST, FIELDS } from './sessionColumns';
import type { Sqlite, SqlValue } from './sqlite';

/** The columns of a session in the order of `COLUMNS`; equal where every value is. */
export type SessionRow = readonly SqlValue[];

/** Begins with the id. */
export const COLUMNS = `id, bucket, object_key, master, ${COLUMN_LIST}`;
const [ID, BUCKET, MASTER, FIRST_FIELD] = [0, 1, 3, 4];
const PUT = `insert or replace into session (${COLUMNS})
  values (${Array<string>(FIRST_FIELD + FIELDS.length)
    .fill('?')
    .join(', ')})`;

export const NONE: Links = { bias: null, dark: null, flat: null, flatDark: null };

/** `bucket` is the id of the frames' bucket that the session is made from. */
export function rowOf(session: Session, bucket: string, objectKey: string | null): SessionRow {
  const row: SqlValue[] = [session.id, bucket, objectKey, session.master ? 1 : 0];
  for (const field of FIELDS) row.push(session[field]);
  return row;
}

/** The session of a row. Written out, since objects that are put together field by field take ten times as long. */
export function sessionOf(row: SessionRow, links: Links = NONE): Session {
  const at = <F extends keyof Session>(index: number) => row[FIRST_FIELD + index] as Session[F];
  return {
    id: String(row[ID]),
    master: row[MASTER] === 1,
    type: at<'type'>(0),
    object: at<'object'>(1),
    night: at<'night'>(2),
    telescope: at<'telescope'>(3),
    imager: at<'imager'>(4),
    filter: at<'filter'>(5),
    exposure: at<'exposure'>(6),
    binningX: at<'binningX'>(7),
    binningY: at<'binningY'>(8),
    ccdTemp: at<'ccdTemp'>(9),
    gain: at<'gain'>(10),
    offset: at<'offset'>(11),
    readoutMode: at<'readoutMode'>(12),
    bayerPattern: at<'bayerPattern'>(13),
    width: at<'width'>(14),
    height: at<'height'>(15),
    rotator: at<'rotator'>(16),
    focalLength: at<'focalLength'>(17),
    start: at<'start'>(18),
    frames: at<'frames'>(19),
    totalExposure: at<'totalExposure'>(20),
    links,
  };
}

export function bucketOf(row: SessionRow): string {
  return String(row[BUCKET]);
}

export class SessionRows {
  readonly #sqlite: Sqlite;

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  /** Sessions by id, `limit` of them after the id `from`; '' to begin. */
  page(from: string, limit: number): SessionRow[] {
    return this.#sqlite.rows(`select ${COLUMNS} from session where id > ? order by id limit ?`, from, limit);
  }

  /** Ids of the sessions that are made from these buckets of frames. */
  idsOfBuckets(buckets: readonly string[]): string[] {
    return this.#sqlite
      .rows(
        'select id from session where bucket in (select value from json_each(?))',
        JSON.stringify(buckets),
      )
      .map(([id]) => String(id));
  }

  /** The links that the archive has made, by session. */
  madeLinks(): Map<string, Links> {
    const links = new Map<string, { -readonly [K in keyof Links]: Links[K] }>();
    for (const [session, kind, target] of this.#sqlite.rows(
      'select session, kind, target from link where manual = 0',
    )) {
      let own = links.get(session as string);
      if (!own) links.set(session as string, (own = { ...NONE }));
      own[kind as keyof Links] = target as string;
    }
    return links;
  }

  /** Inside a transaction of the caller, as all that follows. */
  put(row: SessionRow): void {
    this.#sqlite.run(PUT, ...row);
  }

  remove(id: string): void {
    this.#sqlite.run('delete from session where id = ?', id);
  }

  /** Replaces those of the links made by the archive that differ. */
  putLinks(session: string, before: Links | undefined, after: Links | undefined): void {
    for (const kind of LINK_KINDS) {
      const target = after?.[kind] ?? null;
      if (target === (before?.[kind] ?? null)) continue;
      if (target === null) {
        this.#sqlite.run('delete from link where session = ? and kind = ? and manual = 0', session, kind);
      } else {
        this.#sqlite.run(
          'insert or replace into link (session, kind, target, manual) values (?, ?, ?, 0)',
          session,
          kind,
          target,
        );
      }
    }
  }

  /** Puts frames into a session, or with null into none. */
  putFrames(session: string | null, frames: readonly number[]): void {
    this.#sqlite.run(
      'update frame set session = ? where id in (select value from json_each(?))',
      session,
      JSON.stringify(frames),
    );
  }
}
