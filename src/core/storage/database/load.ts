/** A database file into memory. */
import { crc32 } from 'node:zlib';
import { english } from '../../base/english';
import { readDatabaseFile } from './databaseFile';
import { refuseOtherKind } from './kind';
import { migrate, refuseForeign, refuseIncomplete, refuseNewer, schemaVersion } from './schema';
import { damagedError } from './sqlError';
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
 * Reads and migrates, and writes nothing. Throws `damaged` for a database that is not whole or cannot be
 * migrated, `database` for one that is newer or of another program and for what is no database at all.
 */
export async function loadDatabase(path: string): Promise<Loaded> {
  await refuseOtherKind(path);
  const bytes = await readDatabaseFile(path);
  if (bytes?.length === 0) throw damagedError(english('the file is empty'), path);
  // Before a migration changes the bytes: SQLite works on them, not on a copy.
  const crc = bytes && crc32(bytes);
  const sqlite = await Sqlite.open(bytes, 'own', path);
  try {
    refuseForeign(sqlite, path);
    refuseNewer(sqlite, path);
    const schema = schemaVersion(sqlite);
    migrate(sqlite, path);
    await refuseIncomplete(sqlite, path);
    return { sqlite, size: bytes?.length ?? null, schema, crc };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}
