/** The state of a database file, whatever it is: reads only, and takes no lock. */
import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { DatabaseFacts } from '../../api/archive';
import { ArchiveError } from '../../base/errors';
import { READING_RULES } from '../../base/frame';
import { previousGeneration, readDatabaseFile } from '../../storage/database/databaseFile';
import { loadDatabase } from '../../storage/database/load';
import { generationOf, lookOnDisk, type OnDisk } from '../../storage/database/onDisk';
import { openRemains } from '../../storage/database/remains';
import { conditionOf } from '../../storage/database/restore';
import { isOurs, SCHEMA_VERSION, schemaVersion } from '../../storage/database/schema';
import type { Sqlite } from '../../storage/database/sqlite';
import { isUnfinished } from '../../storage/files/replace';
import { isThere } from '../../storage/files/whatIsThere';
import { readIdentityRow } from '../../storage/identity/identityRow';
import { systemCode } from './systemCode';

export interface DatabaseLook {
  readonly facts: DatabaseFacts;
  /**
   * Of the archive that it says to be of, 32 digits; not to be told to anybody. Null where it does not say.
   */
  readonly id: string | null;
}

type Counts = Pick<DatabaseFacts, 'schema' | 'frameCount' | 'sessions' | 'outdated'>;

const NOTHING = { counts: { schema: null, frameCount: null, sessions: null, outdated: null }, id: null };
/** How SQLite files begin, in hexadecimal: https://sqlite.org/fileformat.html#magic_header_string */
const SIGNATURE = Buffer.from('SQLite format 3\0', 'latin1').toString('hex');

/** `path` is absolute and without links. Never rejects. */
export async function lookAtDatabase(path: string): Promise<DatabaseLook> {
  const { previous, ...standing } = await conditionOf(path).then(
    (condition) => ({ state: condition.state, system: null, previous: condition.previous }),
    (error: unknown) => ({ state: 'unreadable' as const, system: systemCode(error), previous: null }),
  );
  const onDisk = await lookOnDisk(path).catch(() => null);
  const { counts, id } = await contentsOf(path, standing.state, onDisk);
  const isTherePrevious = previous !== null || (await isThere(previousGeneration(path)));
  return {
    facts: {
      ...standing,
      ...counts,
      newestSchema: SCHEMA_VERSION,
      bytes: onDisk?.size ?? null,
      generation: counts.schema === null ? null : generationOf(onDisk),
      rules: READING_RULES,
      previous: previous ? 'whole' : isTherePrevious ? 'damaged' : 'none',
      previousFrameCount: previous?.frameCount ?? null,
      ...(await besidesOf(path)),
    },
    id,
  };
}

/** Of a file that is not ours nothing is counted. */
async function contentsOf(
  path: string,
  state: DatabaseFacts['state'],
  onDisk: OnDisk | null,
): Promise<{ readonly counts: Counts; readonly id: string | null }> {
  try {
    if (state === 'whole') {
      const { sqlite, schema } = await loadDatabase(path);
      return using(sqlite, () => ({ counts: { ...countsOf(sqlite), schema }, id: idOf(sqlite) }));
    }
    // What was named by mistake may be of any size.
    const mayBeOurs = state === 'damaged' || (state === 'refused' && onDisk?.head.startsWith(SIGNATURE));
    const bytes = mayBeOurs ? await readDatabaseFile(path) : null;
    const sqlite = bytes && (await openRemains(bytes, path));
    if (!sqlite) return NOTHING;
    return using(sqlite, () =>
      isOurs(sqlite)
        ? { counts: { ...countsOf(sqlite), schema: schemaVersion(sqlite) }, id: idOf(sqlite) }
        : NOTHING,
    );
  } catch {
    // What it holds is told as far as it can be read; that it cannot be is told by its state.
    return NOTHING;
  }
}

function using<T>(sqlite: Sqlite, work: () => T): T {
  try {
    return work();
  } finally {
    sqlite.close();
  }
}

function countsOf(sqlite: Sqlite): Omit<Counts, 'schema'> {
  const count = (query: string, ...values: readonly number[]) => {
    const { rows, error } = sqlite.readable(query, ...values);
    const n = rows[0]?.['n'];
    return error === null && typeof n === 'number' ? n : null;
  };
  return {
    frameCount: count('select count(*) as n from frame'),
    sessions: count('select count(*) as n from session'),
    outdated: count('select count(*) as n from frame where rules <> ?', READING_RULES),
  };
}

function idOf(sqlite: Sqlite): string | null {
  try {
    return readIdentityRow(sqlite)?.id ?? null;
  } catch (error) {
    if (error instanceof ArchiveError) return null;
    throw error;
  }
}

async function besidesOf(path: string): Promise<Pick<DatabaseFacts, 'unfinishedSaves' | 'unsaved' | 'kept'>> {
  const names = await readdir(dirname(path)).catch((): string[] => []);
  const count = (suits: (name: string) => boolean) => names.filter(suits).length;
  const begins = (name: string, ending: string) => name.startsWith(`${basename(path)}.${ending}-`);
  return {
    unfinishedSaves: count((name) => isUnfinished(path, name)),
    unsaved: count((name) => begins(name, 'unsaved')),
    kept: count((name) => begins(name, 'damaged') || begins(name, 'replaced')),
  };
}
