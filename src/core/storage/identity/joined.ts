/** Which databases were joined already, and which one is still beside the archive's own. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { parsed } from '../../base/json';
import { type Database, realName } from '../database/database';
import { loadDatabase } from '../database/load';
import type { Sqlite } from '../database/sqlite';
import { archiveFolder } from './archivePlace';
import { readIdentityRow } from './identityRow';

const KEY = 'joined';
/** Path and time of the file, nanoseconds since 1970: one that was written since is another one. */
const SHAPE = v.array(v.tuple([v.string(), v.string()]));
const MOST = 50;

/** Notes that everything of the database at `path` is known. Throws what the system throws. */
export async function noteJoined(database: Database, path: string): Promise<void> {
  const { mtimeNs } = await stat(path, { bigint: true });
  const others = readJoined(database.sqlite).filter(([known]) => known !== path);
  const noted = [...others, [path, String(mtimeNs)]].slice(-MOST);
  database.write((sqlite) =>
    sqlite.run('insert or replace into meta (key, value) values (?, ?)', KEY, JSON.stringify(noted)),
  );
}

/**
 * A database of this repository beside the one that is open, at the `usual` place or where the command line
 * made its own; null where there is none, or where it was joined.
 */
export async function otherDatabase(
  database: Database,
  repository: string,
  usual: readonly string[],
  id: string,
): Promise<string | null> {
  const joined = new Map(readJoined(database.sqlite));
  for (const place of [...usual, join(archiveFolder(repository), 'astro-archive.sqlite')]) {
    const path = await realName(place).catch(() => place);
    if (path === database.path) continue;
    const info = await stat(path, { bigint: true }).catch(() => null);
    if (!info?.isFile() || joined.get(path) === String(info.mtimeNs)) continue;
    if (await isOfArchive(path, repository, id)) return path;
  }
  return null;
}

/** One of the first version says nothing and may be; whoever joins it sees what it holds. */
async function isOfArchive(path: string, repository: string, id: string): Promise<boolean> {
  try {
    const { sqlite, size } = await loadDatabase(path);
    try {
      const row = readIdentityRow(sqlite);
      return size !== null && (row === null || row.id === id || row.repository === repository);
    } finally {
      sqlite.close();
    }
  } catch {
    // What does not open has nothing that could be joined.
    return false;
  }
}

function readJoined(sqlite: Sqlite): [string, string][] {
  return parsed(SHAPE, sqlite.get('select value from meta where key = ?', KEY)?.['value']) ?? [];
}
