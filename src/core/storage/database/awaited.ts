/** Frames that the user has rejected or written about and that are not in the archive (yet, or any more). */
import { moveNote } from './notes';
import type { Row, Sqlite } from './sqlite';
import { STORED_FILE } from './storedPaths';

export interface Awaited {
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly imageKey: string | null;
  /** Start of the exposure, ISO 8601 UTC. */
  readonly start: string | null;
  /** Where it was, relative to the repository; for people. */
  readonly path: string | null;
  readonly rejected: boolean;
}

export interface Arrival {
  readonly sha256: string;
  readonly imageKey: string;
  readonly start: string | null;
}

const COLUMNS = 'sha256, image_key, date_obs, path, rejected';

export function readAwaited(sqlite: Sqlite): Awaited[] {
  return sqlite.all(`select ${COLUMNS} from awaited order by sha256`).map(read);
}

/** Inside a transaction of the caller. */
export function expect(sqlite: Sqlite, frame: Awaited): void {
  sqlite.run(
    `insert or replace into awaited (${COLUMNS}) values (?, ?, ?, ?, ?)`,
    frame.sha256,
    frame.imageKey,
    frame.start,
    frame.path,
    frame.rejected ? 1 : 0,
  );
}

/** Keeps what is known of a frame that leaves the archive. Inside a transaction of the caller. */
export function expectAgain(sqlite: Sqlite, frame: number): void {
  sqlite.run(
    `insert or replace into awaited (${COLUMNS})
     select lower(hex(sha256)), image_key, date_obs, ${STORED_FILE}, rejected
     from frame join folder on folder.id = frame.folder
     where frame.id = ? and (rejected = 1
       or exists (select 1 from note where subject = 'frame' and key = lower(hex(sha256))))`,
    frame,
  );
}

/**
 * What was known of a frame before it came, which is then no longer awaited. An edit of its header changes
 * the SHA-256; such a frame is known by its image key and the start of its exposure. Inside a transaction of
 * the caller.
 */
export function takeAwaited(sqlite: Sqlite, { sha256, imageKey, start }: Arrival): Awaited | undefined {
  // One after the other, since this is asked for every frame: together they take ten times as long.
  const row =
    sqlite.get(`select ${COLUMNS} from awaited where sha256 = ?`, sha256) ??
    sqlite.get(
      `select ${COLUMNS} from awaited where image_key = ? and date_obs = ? limit 1`,
      imageKey,
      start,
    );
  if (!row) return undefined;
  const found = read(row);
  sqlite.run('delete from awaited where sha256 = ?', found.sha256);
  moveNote(sqlite, 'frame', found.sha256, sha256);
  return found;
}

function read(row: Row): Awaited {
  const text = (name: string) => (row[name] === null ? null : String(row[name]));
  return {
    sha256: String(row['sha256']),
    imageKey: text('image_key'),
    start: text('date_obs'),
    path: text('path'),
    rejected: row['rejected'] === 1,
  };
}
