/** The table of frames. */
import { basename, dirname, join } from 'node:path';
import { type ArchivedFrame, FRAME_PROBLEMS, type FrameProblem } from '../../base/archivedFrame';
import { READING_RULES } from '../../base/frame';
import { expectAgain } from './awaited';
import { FolderTable } from './folderTable';
import { COUNT_PROBLEMS, type FramePage, IN_SESSION, whereOfPage } from './framePage';
import { insertFrame, type NewFrame } from './insertFrame';
import { Outdated } from './outdated';
import { FrameReader } from './readFrames';
import { SettingTable } from './settingTable';
import type { Row, Sqlite, SqlValue } from './sqlite';
import { fromStored } from './storedPaths';

/** What the archive remembers of a file, to see whether it has changed. */
export interface KnownState {
  readonly id: number;
  readonly path: string;
  readonly size: number;
  readonly mtime: number;
}

/** What `#pathOf` reads. */
const PATH = 'folder.path as folder_path, name from frame join folder on folder.id = frame.folder';

export class Frames {
  readonly #sqlite: Sqlite;
  readonly #repository: string;
  readonly #folders: FolderTable;
  readonly #settings: SettingTable;
  readonly #reader: FrameReader;
  #revision = 0;

  constructor(sqlite: Sqlite, repository: string) {
    this.#sqlite = sqlite;
    this.#repository = repository;
    this.#folders = new FolderTable(sqlite, repository);
    this.#settings = new SettingTable(sqlite);
    this.#reader = new FrameReader(sqlite, repository);
  }

  count(): number {
    return Number(this.#sqlite.get('select count(*) as n from frame')?.['n'] ?? 0);
  }

  /** Frames whose headers were read by other rules than those of now. */
  outdated(): number {
    return new Outdated(this.#sqlite, this.#repository, READING_RULES).count();
  }

  /** Changes with every frame that is stored or removed: what was planned before holds no longer. */
  get revision(): number {
    return this.#revision;
  }

  /** The greatest id, 0 where there are no frames. */
  newest(): number {
    return Number(this.#sqlite.get('select max(id) as n from frame')?.['n'] ?? 0);
  }

  /** As `insertFrame`. Inside a transaction of the caller. */
  insert(added: NewFrame): void {
    this.#revision++;
    const displaced = added.displaces === undefined ? null : (this.stateAt(added.displaces)?.id ?? null);
    insertFrame(added, displaced, { sqlite: this.#sqlite, folders: this.#folders, settings: this.#settings });
  }

  /** Frames by id, `limit` of them after the id `from`. */
  page(query: FramePage): ArchivedFrame[] {
    return this.#reader.select(...whereOfPage(query));
  }

  /** How many frames need the user's eye for each reason. */
  problems(): Record<FrameProblem, number> {
    const [row = []] = this.#sqlite.rows(COUNT_PROBLEMS);
    const counts = FRAME_PROBLEMS.map((problem, index) => [problem, Number(row[index] ?? 0)] as const);
    return Object.fromEntries(counts) as Record<FrameProblem, number>;
  }

  all(): ArchivedFrame[] {
    return this.#reader.select('order by frame.id');
  }

  byId(id: number): ArchivedFrame | undefined {
    return this.#reader.select('where frame.id = ?', id)[0];
  }

  /** Those that are there, by id; much cheaper for many than one by one. */
  withIds(ids: readonly number[]): ArchivedFrame[] {
    return this.#reader.select(
      'where frame.id in (select value from json_each(?)) order by frame.id',
      JSON.stringify(ids),
    );
  }

  atPath(path: string): ArchivedFrame | undefined {
    const folder = this.#folders.known(dirname(path));
    if (folder === undefined) return undefined;
    return this.#reader.select('where frame.folder = ? and name = ?', folder, basename(path))[0];
  }

  /** Those directly in a folder, by id. */
  inFolder(path: string): ArchivedFrame[] {
    const folder = this.#folders.known(path);
    return folder === undefined
      ? []
      : this.#reader.select('where frame.folder = ? order by frame.id', folder);
  }

  /** Integrated calibration frames whose file has this size, in bytes. */
  mastersOfSize(size: number): ArchivedFrame[] {
    return this.#reader.select(
      'where setting in (select id from setting where master = 1) and size = ? order by frame.id',
      size,
    );
  }

  /** Whether it is known where a frame was copied or moved from. */
  hasSource(id: number): boolean {
    return (
      this.#sqlite.get('select 1 from frame where id = ? and source_folder is not null', id) !== undefined
    );
  }

  /** Notes where a frame came from. Inside a transaction of the caller. */
  setSource(id: number, source: string): void {
    this.#sqlite.run(
      'update frame set source_folder = ?, source_name = ? where id = ?',
      this.#folders.idOf(dirname(source)),
      basename(source),
      id,
    );
  }

  /** How many frames have a greater id. */
  countAfter(id: number): number {
    return Number(this.#sqlite.get('select count(*) as n from frame where id > ?', id)?.['n'] ?? 0);
  }

  /** Frames that share their SHA-256 or, unless their exposures began at different times, their image key. */
  sharing(): ArchivedFrame[] {
    return this.#reader.select(
      `where sha256 in (select sha256 from frame group by sha256 having count(*) > 1)
       or image_key in (select image_key from frame group by image_key
                        having count(*) > 1 and count(*) > count(distinct date_obs))
       order by frame.id`,
    );
  }

  /** Takes frames out of the archive; their files are not touched. Inside a transaction of the caller. */
  remove(ids: readonly number[]): void {
    this.#revision++;
    for (const id of ids) {
      expectAgain(this.#sqlite, id);
      this.#sqlite.run('delete from frame where id = ?', id);
    }
  }

  bySession(session: string): ArchivedFrame[] {
    return this.#reader.select(`where ${IN_SESSION} order by date_obs, frame.id`, session);
  }

  /** Size and time of the archived file of this path; much cheaper than the whole frame. */
  stateAt(path: string): KnownState | undefined {
    const folder = this.#folders.known(dirname(path));
    if (folder === undefined) return undefined;
    const row = this.#sqlite.get(
      'select id, size, mtime from frame where folder = ? and name = ?',
      folder,
      basename(path),
    );
    return row && { id: Number(row['id']), path, size: Number(row['size']), mtime: Number(row['mtime']) };
  }

  /** Whether any frame lies in this very folder, absolute. */
  areIn(folder: string): boolean {
    const id = this.#folders.known(folder);
    return id !== undefined && !this.#isEmpty('select 1 from frame where folder = ? limit 1', id);
  }

  /** The archived file that a file of this path was copied or moved to last. */
  stateOfSource(path: string): KnownState | undefined {
    const folder = this.#folders.known(dirname(path));
    if (folder === undefined) return undefined;
    const row = this.#sqlite.get(
      `select frame.id, size, mtime, ${PATH} where source_folder = ? and source_name = ? order by frame.id desc limit 1`,
      folder,
      basename(path),
    );
    return (
      row && {
        id: Number(row['id']),
        path: this.#pathOf(row),
        size: Number(row['size']),
        mtime: Number(row['mtime']),
      }
    );
  }

  /** Archived files of this content, the first registered first. */
  bySha256(sha256: string): { readonly id: number; readonly path: string }[] {
    const hash = Buffer.from(sha256, 'hex');
    if (this.#isEmpty('select 1 from frame where sha256 = ? limit 1', hash)) return [];
    return this.#sqlite
      .all(`select frame.id, ${PATH} where sha256 = ? order by frame.id`, hash)
      .map((row) => ({ id: Number(row['id']), path: this.#pathOf(row) }));
  }

  /**
   * Archived files of this image key that may have been taken at this time (`mayBeOneStart`); null for a time
   * not known.
   */
  byImageKey(imageKey: string, dateObs: string | null): { readonly id: number; readonly path: string }[] {
    if (this.#isEmpty('select 1 from frame where image_key = ? limit 1', imageKey)) return [];
    return this.#sqlite
      .all(
        `select frame.id, ${PATH} where image_key = ?1 and (?2 is null or date_obs is null
         or date_obs in (?2, substr(?2, 1, 10) || 'T00:00:00.000Z')
         or ?2 = substr(date_obs, 1, 10) || 'T00:00:00.000Z')
         order by frame.id`,
        imageKey,
        dateObs,
      )
      .map((row) => ({ id: Number(row['id']), path: this.#pathOf(row) }));
  }

  /** Frames of a night and a camera by the start of their exposure. */
  starts(night: string, imager: string): Map<string, { readonly path: string; readonly imageKey: string }[]> {
    const starts = new Map<string, { path: string; imageKey: string }[]>();
    const rows = this.#sqlite.all(
      `select date_obs, image_key, ${PATH} where date_obs is not null and missing = 0
       and setting in (select id from setting where night = ? and imager = ?)`,
      night,
      imager,
    );
    for (const row of rows) {
      const frame = { path: this.#pathOf(row), imageKey: String(row['image_key']) };
      const same = starts.get(String(row['date_obs']));
      if (same) same.push(frame);
      else starts.set(String(row['date_obs']), [frame]);
    }
    return starts;
  }

  /**
   * Frames whose files lie at other places now. All of them leave their old place before the first gets a new
   * one, so that names can be swapped. Inside a transaction of the caller.
   */
  move(moves: readonly { readonly id: number; readonly to: string }[]): void {
    this.#revision++;
    // No file name holds a slash.
    for (const { id } of moves) this.#sqlite.run(`update frame set name = '/' || id where id = ?`, id);
    for (const { id, to } of moves) {
      this.#sqlite.run(
        'update frame set folder = ?, name = ?, missing = 0 where id = ?',
        this.#folders.idOf(dirname(to)),
        basename(to),
        id,
      );
    }
  }

  /** Settings that no frame has any more. Inside a transaction of the caller. */
  forgetUnusedSettings(): void {
    this.#settings.forgetUnused();
  }

  /**
   * A rejected frame leaves its session at once; one that is taken back gets it with the next regeneration.
   */
  setRejected(id: number, rejected: boolean): void {
    markRejected(this.#sqlite, id, rejected);
  }

  /**
   * Asked of an index first, since most new files are like no other: ten times as fast as the query itself.
   */
  #isEmpty(sql: string, ...values: SqlValue[]): boolean {
    return this.#sqlite.rows(sql, ...values).length === 0;
  }

  #pathOf(row: Row): string {
    return join(fromStored(this.#repository, String(row['folder_path'])), String(row['name']));
  }
}

/** As `Frames.setRejected`. */
export function markRejected(sqlite: Sqlite, id: number, rejected: boolean): void {
  sqlite.run('update frame set rejected = ? where id = ?', rejected ? 1 : 0, id);
  if (rejected) sqlite.run('delete from member where frame = ?', id);
}
