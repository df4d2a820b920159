/**
 * The tables, as an ordered list of migrations. `user_version` says how many of them a file has seen; a
 * released migration is never changed, only followed by another one.
 */
import { english } from '../../base/english';
import { ArchiveError, messageOf } from '../../base/errors';
import { SCHEMA_1 } from './migrations/1';
import { SCHEMA_2 } from './migrations/2';
import { SCHEMA_3 } from './migrations/3';
import { SCHEMA_4 } from './migrations/4';
import { SCHEMA_5 } from './migrations/5';
import { SCHEMA_6 } from './migrations/6';
import { DAMAGE_ADVICE, damagedError } from './sqlError';
import { Sqlite } from './sqlite';

const MIGRATIONS: readonly string[] = [SCHEMA_1, SCHEMA_2, SCHEMA_3, SCHEMA_4, SCHEMA_5, SCHEMA_6];

/** The version that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Tables of every version. */
const OURS = ['meta', 'folder', 'frame', 'session', 'link', 'alias', 'operation'];
/**
 * So many of them make a database ours: one name can have suffered, and no other program has most of them.
 */
const ENOUGH = 4;
/** No version will be as high; a number above it is a flipped bit. */
const HIGHEST = 1000;

export function schemaVersion(sqlite: Sqlite): number {
  return Number(sqlite.all('pragma user_version')[0]?.['user_version'] ?? 0);
}

function tablesOf(sqlite: Sqlite): readonly unknown[] {
  return sqlite
    .readable("select name from sqlite_master where type = 'table'")
    .rows.map((row) => row['name']);
}

/** Whether it has our tables; also asked of what is not whole. */
export function isOurs(sqlite: Sqlite): boolean {
  const tables = tablesOf(sqlite);
  return schemaVersion(sqlite) > 0 && OURS.filter((name) => tables.includes(name)).length >= ENOUGH;
}

/**
 * Throws `database` for a file of another program, which would otherwise get our tables and be saved over. A
 * database without any table is nobody's yet.
 */
export function refuseForeign(sqlite: Sqlite, path: string): void {
  const tables = tablesOf(sqlite);
  if (isOurs(sqlite) || (tables.length === 0 && schemaVersion(sqlite) === 0)) return;
  throw new ArchiveError('database', english('It is the database of another program'), {
    path,
    expected: english('a database of Astro Archive'),
    got: `tables ${tables.slice(0, 5).join(', ')}`,
    advice: english('It was not changed. Choose another file in the settings.'),
  });
}

/** Whether a newer version of this program has written it; also asked of what is not whole. */
export function isNewer(sqlite: Sqlite): boolean {
  const version = schemaVersion(sqlite);
  return version > SCHEMA_VERSION && version <= HIGHEST;
}

/**
 * Throws `database` for a file of a newer version of this program, `damaged` for a version that none will
 * have.
 */
export function refuseNewer(sqlite: Sqlite, path: string): void {
  const version = schemaVersion(sqlite);
  if (version > HIGHEST) throw damagedError(english('its version makes no sense'), path);
  if (!isNewer(sqlite)) return;
  throw new ArchiveError(
    'database',
    english('The database was written by a newer version of Astro Archive'),
    {
      path,
      expected: english('schema {0} or older', SCHEMA_VERSION),
      got: `schema ${version}`,
      advice: 'Update Astro Archive.',
    },
  );
}

/**
 * Brings a database in memory to the newest schema, each step in its own transaction. Throws `damaged`, and
 * says which step failed and why. `migrations` are other ones in tests.
 */
export function migrate(sqlite: Sqlite, path: string, migrations = MIGRATIONS): void {
  const version = schemaVersion(sqlite);
  migrations.slice(version).forEach((sql, step) => {
    const to = version + step + 1;
    try {
      sqlite.transaction(() => {
        sqlite.execute(sql);
        sqlite.execute(`pragma user_version = ${to}`);
      });
    } catch (error) {
      throw migrationError(error, to, path);
    }
  });
  // What a migration has rewritten leaves its old pages behind, and they would be saved with every change.
  if (version > 0 && version < migrations.length) sqlite.execute('vacuum');
}

function migrationError(error: unknown, to: number, path: string): ArchiveError {
  return new ArchiveError(
    'damaged',
    english('The database could not be brought from schema {0} to schema {1}', to - 1, to),
    {
      path,
      reason: 'migration',
      got: error instanceof ArchiveError ? error.message : messageOf(error),
      advice: DAMAGE_ADVICE,
    },
    { cause: error },
  );
}

/** `column table.name`, `trigger frame_added` … */
type Shape = ReadonlySet<string>;

let newest: Promise<Shape> | undefined;

/**
 * Throws `damaged` where a table, column, view or trigger of the newest schema is missing. For a migrated
 * database.
 */
export async function refuseIncomplete(sqlite: Sqlite, path: string): Promise<void> {
  newest ??= newestShape();
  const here = shapeOf(sqlite);
  const missing = [...(await newest)].find((part) => !here.has(part));
  if (missing !== undefined) throw damagedError(english('the {0} is missing', missing), path);
}

async function newestShape(): Promise<Shape> {
  const sqlite = await Sqlite.open(null);
  try {
    migrate(sqlite, 'a new database');
    return shapeOf(sqlite);
  } finally {
    sqlite.close();
  }
}

/** Indices are left out: a query is slower without, and no worse. */
function shapeOf(sqlite: Sqlite): Shape {
  const parts = sqlite.rows("select type, name from sqlite_master where type <> 'index'");
  const columns = sqlite.rows(
    `select m.name || '.' || c.name from sqlite_master as m join pragma_table_info(m.name) as c
     where m.type in ('table', 'view')`,
  );
  return new Set([
    ...parts.map(([type, name]) => `${String(type)} ${String(name)}`),
    ...columns.map(([name]) => `column ${String(name)}`),
  ]);
}
