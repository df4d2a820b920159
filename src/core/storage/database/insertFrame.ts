/** Stores a frame: its row, what it takes over from another one, and what the user noted of it before. */
import { basename, dirname } from 'node:path';
import { type Frame, READING_RULES } from '../../base/frame';
import { expectAgain, takeAwaited } from './awaited';
import type { FolderTable } from './folderTable';
import { FRAME_COLUMNS } from './frameColumns';
import { moveNote } from './notes';
import type { SettingTable } from './settingTable';
import type { Row, Sqlite } from './sqlite';

/** A frame about to be stored. */
export interface NewFrame {
  readonly path: string;
  readonly size: number;
  readonly mtime: number;
  readonly sha256: string;
  readonly imageKey: string;
  /** Where it was copied or moved from; null when it was registered in place. */
  readonly source: string | null;
  /** Id of a frame whose file is gone and which this one continues; null for a new frame. */
  readonly replaces: number | null;
  /** Path of an archived file of the same pixels whose row this one takes over: the file stays, unlisted. */
  readonly displaces?: string;
  readonly frame: Frame;
  /** SHA-256 of the file as an edit of its header has left it; null for one that was not edited. */
  readonly editedSha256: string | null;
}

const OWN = Object.keys(FRAME_COLUMNS) as (keyof typeof FRAME_COLUMNS)[];

const INSERT = `insert into frame
  (id, folder, name, size, mtime, sha256, edited_sha256, image_key, source_folder, source_name, setting, rejected,
   problems, rules, ${OWN.map((field) => FRAME_COLUMNS[field]).join(', ')})
  values (${Array<string>(14 + OWN.length)
    .fill('?')
    .join(', ')})`;

export interface FrameTables {
  readonly sqlite: Sqlite;
  readonly folders: FolderTable;
  readonly settings: SettingTable;
}

/**
 * Stores a frame. One that is known at this path, or that it continues or displaces, gives it its id, its
 * session, whether it is rejected and, for want of a better one, its source. `displaced` is the id of the one
 * that it displaces, null for none. Inside a transaction of the caller.
 */
export function insertFrame(
  added: NewFrame,
  displaced: number | null,
  { sqlite, folders, settings }: FrameTables,
): void {
  const { frame, source } = added;
  const folder = folders.idOf(dirname(added.path));
  const name = basename(added.path);
  const before = continued(sqlite, added.replaces ?? displaced, folder, name);
  // Where another file came from is not where this one did.
  const origin = displaced === null ? before : undefined;
  const rejected = takeNoted(sqlite, added, before);
  const setting = settings.idOf(frame);
  sqlite.run(
    INSERT,
    before?.['id'] ?? null,
    folder,
    name,
    added.size,
    added.mtime,
    Buffer.from(added.sha256, 'hex'),
    added.editedSha256 === null ? null : Buffer.from(added.editedSha256, 'hex'),
    added.imageKey,
    source === null ? (origin?.['source_folder'] ?? null) : folders.idOf(dirname(source)),
    source === null ? (origin?.['source_name'] ?? null) : basename(source),
    setting,
    rejected ? 1 : 0,
    frame.problems.length === 0 ? null : JSON.stringify(frame.problems),
    READING_RULES,
    ...OWN.map((field) => frame[field]),
  );
  if (before && before['session'] !== null) {
    sqlite.run(
      'insert into member (frame, session) values (?, ?)',
      before['id'] ?? null,
      before['session'] ?? null,
    );
  }
}

/** Takes the rows away that a new one is to replace, and returns the one whose id it gets. */
function continued(sqlite: Sqlite, replaces: number | null, folder: number, name: string): Row | undefined {
  const columns = `select id, lower(hex(sha256)) as sha256, rejected, source_folder, source_name,
    (select session from member where member.frame = frame.id) as session from frame`;
  const here = sqlite.get(`${columns} where folder = ? and name = ?`, folder, name);
  const gone = replaces === null ? undefined : sqlite.get(`${columns} where id = ?`, replaces);
  if (here && gone && here['id'] !== gone['id']) expectAgain(sqlite, Number(here['id']));
  for (const row of [here, gone]) {
    if (row) sqlite.run('delete from frame where id = ?', row['id'] ?? null);
  }
  return gone ?? here;
}

/** Takes over what the user has noted, also before the frame came; returns whether it is rejected. */
function takeNoted(sqlite: Sqlite, { sha256, imageKey, frame }: NewFrame, before: Row | undefined): boolean {
  const old = before?.['sha256'];
  if (typeof old === 'string' && old !== sha256) moveNote(sqlite, 'frame', old, sha256);
  const awaited = takeAwaited(sqlite, { sha256, imageKey, start: frame.dateObs });
  return before?.['rejected'] === 1 || awaited?.rejected === true;
}
