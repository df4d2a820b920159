/** Whether a repository is there, or only the folder in which its drive is mounted. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sqlite } from '../database/sqlite';
import { fromStored } from '../database/paths';

/** Frames that are looked for; all of them are gone only where the drive is. */
const SAMPLE = 50;

/** False where the database knows frames in the repository and not one of some that are spread over it is there. */
export async function isPresent(sqlite: Sqlite, repository: string): Promise<boolean> {
  const rows = sqlite.rows(
    `select folder.path, name from frame join folder on folder.id = frame.folder
     where missing = 0 and folder.path not like '/%' and folder.path not like '_:%'
     order by (frame.id * 7919) % 10007 limit ?`,
    SAMPLE,
  );
  if (rows.length === 0) return true;
  for (const [folder, name] of rows) {
    const path = join(fromStored(repository, String(folder)), String(name));
    if ((await lstat(path).catch(() => null)) !== null) return true;
  }
  return false;
}
