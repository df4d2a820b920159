/**
 * Frames as people know them, out of their rows: with what their headers say, their session and what is noted
 * of them.
 */
import { join, sep } from 'node:path';
import * as v from 'valibot';
import type { ArchivedFrame } from '../../base/archivedFrame';
import type { Frame, Problem } from '../../base/frame';
import { parsed } from '../../base/json';
import { FRAME_COLUMNS, SETTING_COLUMNS } from './frameColumns';
import type { Sqlite, SqlValue } from './sqlite';
import { fromStored } from './storedPaths';

/** Read as they are stored; flags are numbers. */
const COLUMNS = { ...FRAME_COLUMNS, ...SETTING_COLUMNS };
const FIELDS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

const SELECT = `select frame.id, frame.folder, folder.path, name, size, mtime, lower(hex(sha256)),
  lower(hex(edited_sha256)), image_key,
  session, rejected, missing, problems,
  (select text from note where subject = 'frame' and key = lower(hex(sha256))),
  ${FIELDS.map((field) => COLUMNS[field]).join(', ')}
  from whole_frame as frame join folder on folder.id = frame.folder`;
/** Where the columns of `FIELDS` begin in a row of `SELECT`. */
const FIRST_FIELD = 14;

const NO_PROBLEMS: readonly Problem[] = [];
const PROBLEMS = v.array(
  v.object({ code: v.string(), message: v.string(), keyword: v.exactOptional(v.string()) }),
);

export class FrameReader {
  readonly #sqlite: Sqlite;
  readonly #repository: string;
  #lastFolder: { readonly id: number; readonly stored: string; readonly path: string } | undefined;

  constructor(sqlite: Sqlite, repository: string) {
    this.#sqlite = sqlite;
    this.#repository = repository;
  }

  /** `where` is what comes after the tables of frames and folders: `where frame.id = ?`. */
  select(where: string, ...values: SqlValue[]): ArchivedFrame[] {
    return this.#sqlite.rows(`${SELECT} ${where}`, ...values).map((row) => this.#read(row));
  }

  #read(row: readonly SqlValue[]): ArchivedFrame {
    const [id, folder, folderPath, name, size, mtime, sha256, editedSha256, ...more] = row;
    const [imageKey, session, rejected, missing, problems, note] = more;
    const fields: Record<string, SqlValue | undefined> = {};
    for (let i = 0; i < FIELDS.length; i++) fields[FIELDS[i] ?? ''] = row[FIRST_FIELD + i];
    return Object.assign(fields as unknown as Omit<Frame, 'master' | 'byproduct' | 'problems'>, {
      master: fields['master'] === 1,
      byproduct: fields['byproduct'] === 1,
      problems: problems === null ? NO_PROBLEMS : (parsed(PROBLEMS, problems) ?? NO_PROBLEMS),
      id: Number(id),
      path: this.#pathIn(Number(folder), String(folderPath), String(name)),
      size: Number(size),
      mtime: Number(mtime),
      sha256: String(sha256),
      editedSha256: editedSha256 === '' ? null : String(editedSha256),
      imageKey: String(imageKey),
      session: typeof session === 'string' ? session : null,
      rejected: rejected === 1,
      missing: missing === 1,
      ...(typeof note === 'string' ? { note } : {}),
    });
  }

  /** A hundred thousand frames lie in a few hundred folders. */
  #pathIn(folder: number, stored: string, name: string): string {
    if (this.#lastFolder?.id !== folder || this.#lastFolder.stored !== stored) {
      const path = join(fromStored(this.#repository, stored), sep);
      this.#lastFolder = { id: folder, stored, path };
    }
    return this.#lastFolder.path + name;
  }
}
