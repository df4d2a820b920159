/**
 * Sessions with the links that the archive has made, as rows, for comparing what is stored with what should
 * be.
 */
import { LINK_KINDS, type LinkKind, type Links, type Session } from '../../base/session';
import { COLUMN_LIST, FIELDS } from './sessionColumns';
import type { Sqlite, SqlValue } from './sqlite';

/** The columns of a session in the order of `COLUMNS`; equal where every value is. */
export type SessionRow = readonly SqlValue[];

/** The columns of the links that the archive has made. */
export const LINK_COLUMNS = {
  bias: 'bias',
  dark: 'dark',
  flat: 'flat',
  flatDark: 'flat_dark',
} as const satisfies Record<LinkKind, string>;

const LINK_LIST = LINK_KINDS.map((kind) => LINK_COLUMNS[kind]).join(', ');
/** Begins with the id and ends with the links. */
export const COLUMNS = `id, bucket, object_key, master, ${COLUMN_LIST}, ${LINK_LIST}`;
const [ID, BUCKET, MASTER, FIRST_FIELD] = [0, 1, 3, 4];
const FIRST_LINK = FIRST_FIELD + FIELDS.length;
const NAMES = COLUMNS.split(', ');
/** A session that is there keeps its number, by which its frames know it. */
const PUT = `insert into session (${COLUMNS}) values (${NAMES.map(() => '?').join(', ')})
  on conflict (id) do update set ${NAMES.map((name) => `${name} = excluded.${name}`).join(', ')}`;

/**
 * `bucket` is the id of the frames' bucket that the session is made from; `links` are those of the archive.
 */
export function rowOf(
  session: Session,
  bucket: string,
  objectKey: string | null,
  links: Links = session.links,
): SessionRow {
  const row: SqlValue[] = [session.id, bucket, objectKey, session.master ? 1 : 0];
  for (const field of FIELDS) row.push(session[field]);
  for (const kind of LINK_KINDS) row.push(links[kind]);
  return row;
}

/** The same row with other links; itself where they are the same. */
export function withLinks(row: SessionRow, links: Links): SessionRow {
  if (LINK_KINDS.every((kind, index) => row[FIRST_LINK + index] === links[kind])) return row;
  return [...row.slice(0, FIRST_LINK), ...LINK_KINDS.map((kind) => links[kind])];
}

/** The links that the archive has made. */
export function linksOf(row: SessionRow): Links {
  const at = (index: number) => row[FIRST_LINK + index] as string | null;
  return { bias: at(0), dark: at(1), flat: at(2), flatDark: at(3) };
}

/**
 * The session of a row. Written out, since objects that are put together field by field take ten times as
 * long.
 */
export function sessionOf(row: SessionRow, links: Links = linksOf(row)): Session {
  const at = <F extends keyof Session>(index: number) => row[FIRST_FIELD + index] as Session[F];
  return {
    id: String(row[ID]),
    master: row[MASTER] === 1,
    type: at<'type'>(0),
    processing: at<'processing'>(1),
    object: at<'object'>(2),
    night: at<'night'>(3),
    telescope: at<'telescope'>(4),
    imager: at<'imager'>(5),
    filter: at<'filter'>(6),
    exposure: at<'exposure'>(7),
    binningX: at<'binningX'>(8),
    binningY: at<'binningY'>(9),
    ccdTemp: at<'ccdTemp'>(10),
    gain: at<'gain'>(11),
    offset: at<'offset'>(12),
    readoutMode: at<'readoutMode'>(13),
    conversionGain: at<'conversionGain'>(14),
    usbLimit: at<'usbLimit'>(15),
    rowOrder: at<'rowOrder'>(16),
    bayerPattern: at<'bayerPattern'>(17),
    bayerOffsetX: at<'bayerOffsetX'>(18),
    bayerOffsetY: at<'bayerOffsetY'>(19),
    subframeX: at<'subframeX'>(20),
    subframeY: at<'subframeY'>(21),
    width: at<'width'>(22),
    height: at<'height'>(23),
    rotator: at<'rotator'>(24),
    focalLength: at<'focalLength'>(25),
    start: at<'start'>(26),
    frameCount: at<'frameCount'>(27),
    totalExposure: at<'totalExposure'>(28),
    links,
  };
}

export function idOf(row: SessionRow): string {
  return row[ID] as string;
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

  /** Inside a transaction of the caller, as all that follows. */
  put(row: SessionRow): void {
    this.#sqlite.run(PUT, ...row);
  }

  /** Its frames are in none then. */
  remove(id: string): void {
    this.#sqlite.run('delete from member where session = (select number from session where id = ?)', id);
    this.#sqlite.run('delete from session where id = ?', id);
  }

  /** Puts frames into sessions that are there, by id, or with null into none. */
  putFrames(frames: ReadonlyMap<string | null, readonly number[]>): void {
    let count = 0;
    for (const ids of frames.values()) count += ids.length;
    const isMuch = count > MANY;
    // An index costs less to be made of all than to be kept up with each.
    if (isMuch) this.#sqlite.run('drop index member_session');
    // By their first frames, so that the table grows at its end as far as it can.
    for (const [session, ids] of [...frames].sort(([, [a = 0]], [, [b = 0]]) => a - b)) {
      if (session === null) this.#sqlite.run(TAKE_OUT, JSON.stringify(ids));
      else this.#sqlite.run(PUT_IN, session, JSON.stringify(ids));
    }
    if (isMuch) this.#sqlite.run('create index member_session on member (session)');
  }
}

const MANY = 20_000;
const TAKE_OUT = 'delete from member where frame in (select value from json_each(?))';
const PUT_IN = `insert or replace into member (frame, session)
  select value, (select number from session where id = ?1) from json_each(?2)`;
