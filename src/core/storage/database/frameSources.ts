/** Where the files of frames were copied or moved from. */
import { join } from 'node:path';
import type { Sqlite } from './sqlite';
import { fromStored } from './storedPaths';

/** The absolute path of a frame's original; null for one that was registered in place. */
export function sourceOf(sqlite: Sqlite, repository: string, frame: number): string | null {
  const row = sqlite.get(
    `select folder.path as path, source_name as name from frame
     join folder on folder.id = frame.source_folder where frame.id = ?`,
    frame,
  );
  return row ? join(fromStored(repository, String(row['path'])), String(row['name'])) : null;
}

/** Which of the frames were copied or moved to where they are. */
export function filedAmong(sqlite: Sqlite, ids: readonly number[]): ReadonlySet<number> {
  const rows = sqlite.rows(
    'select id from frame where source_folder is not null and id in (select value from json_each(?))',
    JSON.stringify(ids),
  );
  return new Set(rows.map(([id]) => Number(id)));
}
