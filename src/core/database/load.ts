/** A database file into memory. */
import { crc32 } from 'node:zlib';
import { ArchiveError } from '../errors';
import { readDatabaseFile } from './file';
import { migrate, refuseForeign, schemaVersion } from './schema';
import { Sqlite } from './sqlite';

export interface Loaded {
  readonly sqlite: Sqlite;
  /** Bytes of the file; null where there is none yet. */
  readonly size: number | null;
  /** The schema that the file has; in memory it is the newest. */
  readonly schema: number;
  /** CRC-32 of the bytes that were read, to know them again; null where there were none. */
  readonly crc: number | null;
}

/**
 * Reads and migrates, and writes nothing. Throws `database` with `damaged` for a file that is no database or not a
 * whole one, without it for one that is newer or of another program.
 */
export async function loadDatabase(path: string): Promise<Loaded> {
  const bytes = await readDatabaseFile(path);
  const sqlite = await openBytes(bytes, path);
  try {
    refuseForeign(sqlite, path);
    const schema = schemaVersion(sqlite);
    migrate(sqlite, path);
    return { sqlite, size: bytes?.length ?? null, schema, crc: bytes && crc32(bytes) };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

async function openBytes(bytes: Uint8Array | null, path: string): Promise<Sqlite> {
  try {
    if (bytes?.length === 0) throw new ArchiveError('damaged', 'The database is damaged (the file is empty)');
    return await Sqlite.open(bytes);
  } catch (error) {
    if (!(error instanceof ArchiveError) || error.code !== 'damaged') throw error;
    const advice =
      'It was left as it is. Restore the previous generation, or rebuild it from the repository: every frame and ' +
      'session comes back.';
    throw new ArchiveError('damaged', error.message, { path, advice }, { cause: error });
  }
}
