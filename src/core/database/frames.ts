/** The table of frames. */
import { basename, dirname, join } from 'node:path';
import type { ArchivedFrame, Frame, FrameType, Problem } from '../model';
import { fromStored, toStored } from './paths';
import type { Row, Sqlite, SqlValue } from './sqlite';

/** A frame about to be stored. */
export interface NewFrame {
  readonly path: string;
  readonly size: number;
  readonly mtime: number;
  readonly sha256: string;
  readonly imageKey: string;
  /** Where it was copied or moved from; null when it was registered in place. */
  readonly source: string | null;
  readonly frame: Frame;
}

/** Field of a frame to column, for everything that is stored as it is. */
const COLUMNS = {
  type: 'type',
  object: 'object',
  telescope: 'telescope',
  imager: 'imager',
  filter: 'filter',
  exposure: 'exposure',
  binningX: 'binning_x',
  binningY: 'binning_y',
  ccdTemp: 'ccd_temp',
  setTemp: 'set_temp',
  gain: 'gain',
  offset: 'offset',
  readoutMode: 'readout_mode',
  bayerPattern: 'bayer_pattern',
  width: 'width',
  height: 'height',
  channels: 'channels',
  rotator: 'rotator',
  focalLength: 'focal_length',
  pixelSize: 'pixel_size',
  ra: 'ra',
  dec: 'dec',
  siteLatitude: 'site_latitude',
  siteLongitude: 'site_longitude',
  dateObs: 'date_obs',
  night: 'night',
  program: 'program',
  stackCount: 'stack_count',
} as const satisfies Partial<Record<keyof Frame, string>>;

const FIELDS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
const COLUMN_LIST = FIELDS.map((field) => COLUMNS[field]).join(', ');

const INSERT = `insert into frame
  (folder, name, size, mtime, sha256, image_key, source_folder, source_name, master, problems, ${COLUMN_LIST})
  values (${Array<string>(10 + FIELDS.length)
    .fill('?')
    .join(', ')})`;

const SELECT = `select frame.id, folder.path as folder_path, name, size, mtime, hex(sha256) as sha256, image_key,
  master, problems, session, ${COLUMN_LIST} from frame join folder on folder.id = frame.folder`;

export class Frames {
  readonly #sqlite: Sqlite;
  readonly #repository: string;
  readonly #folders = new Map<string, number>();

  constructor(sqlite: Sqlite, repository: string) {
    this.#sqlite = sqlite;
    this.#repository = repository;
  }

  count(): number {
    return Number(this.#sqlite.get('select count(*) as n from frame')?.['n'] ?? 0);
  }

  /** Stores a frame, or what has changed of one that is known at this path. Inside a transaction of the caller. */
  insert(added: NewFrame): void {
    const { frame } = added;
    const source = added.source;
    this.#sqlite.run(
      INSERT,
      this.#folder(dirname(added.path)),
      basename(added.path),
      added.size,
      added.mtime,
      Buffer.from(added.sha256, 'hex'),
      added.imageKey,
      source === null ? null : this.#folder(dirname(source)),
      source === null ? null : basename(source),
      frame.master ? 1 : 0,
      frame.problems.length === 0 ? null : JSON.stringify(frame.problems),
      ...FIELDS.map((field) => frame[field]),
    );
  }

  /** Frames by id, `limit` of them after the id `from`. */
  page(query: { readonly session?: string; readonly from: number; readonly limit: number }): ArchivedFrame[] {
    const rows =
      query.session === undefined
        ? this.#sqlite.all(`${SELECT} where frame.id > ? order by frame.id limit ?`, query.from, query.limit)
        : this.#sqlite.all(
            `${SELECT} where session = ? and frame.id > ? order by frame.id limit ?`,
            query.session,
            query.from,
            query.limit,
          );
    return rows.map((row) => this.#read(row));
  }

  all(): ArchivedFrame[] {
    return this.#sqlite.all(`${SELECT} order by frame.id`).map((row) => this.#read(row));
  }

  bySession(session: string): ArchivedFrame[] {
    return this.#sqlite
      .all(`${SELECT} where session = ? order by date_obs, frame.id`, session)
      .map((row) => this.#read(row));
  }

  byPath(path: string): ArchivedFrame | undefined {
    const folder = this.#knownFolder(dirname(path));
    return folder === undefined
      ? undefined
      : this.#one('frame.folder = ? and name = ?', folder, basename(path));
  }

  /** The frame that a file of this path was copied or moved to. */
  bySource(path: string): ArchivedFrame | undefined {
    const folder = this.#knownFolder(dirname(path));
    return folder === undefined
      ? undefined
      : this.#one('source_folder = ? and source_name = ?', folder, basename(path));
  }

  bySha256(sha256: string): ArchivedFrame | undefined {
    return this.#one('sha256 = ?', Buffer.from(sha256, 'hex'));
  }

  byImageKey(imageKey: string): ArchivedFrame[] {
    return this.#sqlite.all(`${SELECT} where image_key = ?`, imageKey).map((row) => this.#read(row));
  }

  /** Inside a transaction of the caller. */
  setSession(id: number, session: string | null): void {
    this.#sqlite.run('update frame set session = ? where id = ?', session, id);
  }

  clearSessions(): void {
    this.#sqlite.run('update frame set session = null where session is not null');
  }

  #one(where: string, ...values: SqlValue[]): ArchivedFrame | undefined {
    const row = this.#sqlite.get(`${SELECT} where ${where} order by frame.id limit 1`, ...values);
    return row && this.#read(row);
  }

  #folder(path: string): number {
    const known = this.#knownFolder(path);
    if (known !== undefined) return known;
    const stored = toStored(this.#repository, path);
    this.#sqlite.run('insert into folder (path) values (?)', stored);
    return Number(this.#sqlite.get('select id from folder where path = ?', stored)?.['id']);
  }

  #knownFolder(path: string): number | undefined {
    const cached = this.#folders.get(path);
    if (cached !== undefined) return cached;
    const row = this.#sqlite.get('select id from folder where path = ?', toStored(this.#repository, path));
    if (!row) return undefined;
    const id = Number(row['id']);
    this.#folders.set(path, id);
    return id;
  }

  #read(row: Row): ArchivedFrame {
    const fields = Object.fromEntries(FIELDS.map((field) => [field, row[COLUMNS[field]]]));
    return {
      ...(fields as unknown as Omit<Frame, 'master' | 'problems'>),
      type: row['type'] as FrameType,
      master: row['master'] === 1,
      problems: row['problems'] === null ? [] : (JSON.parse(String(row['problems'])) as Problem[]),
      id: Number(row['id']),
      path: join(fromStored(this.#repository, String(row['folder_path'])), String(row['name'])),
      size: Number(row['size']),
      mtime: Number(row['mtime']),
      sha256: String(row['sha256']).toLowerCase(),
      imageKey: String(row['image_key']),
      session: row['session'] === null ? null : String(row['session']),
    };
  }
}
