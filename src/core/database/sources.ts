/** Where the files of frames were copied or moved from. */
import { join } from 'node:path';
import { fromStored } from './paths';
import type { Sqlite } from './sqlite';

/** The absolute path of a frame's original; null for one that was registered in place. */
export function sourceOf(sqlite: Sqlite, repository: string, frame: number): string | null {
  const row = sqlite.get(
    `select folder.path as path, source_name as name from frame
     join folder on folder.id = frame.source_folder where frame.id = ?`,
    frame,
  );
  return row ? join(fromStored(repository, String(row['path'])), String(row['name'])) : null;
}
