/**
 * What SQLite says, as an ArchiveError in words for people. Its own words stay in `cause`, for the log of a
 * developer.
 */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';

/** What the user can do about a database that is not whole. */
export const DAMAGE_ADVICE = english(
  'It was left as it is. Restore the previous generation, or rebuild it from the repository: every frame and session comes back.',
);

/** What SQLite says of a file that is not whole, as of version 3.54, and what that means. */
const DAMAGE: readonly (readonly [said: RegExp, meaning: (name: string) => string])[] = [
  [/^no such table: (?:main\.)?(.*)/s, (name) => english('the table {0} is missing', name)],
  [/^no such column: (?:\w+\.)*(.*)/s, (name) => english('the column {0} is missing', name)],
  [/has no column named (.*)/s, (name) => english('the column {0} is missing', name)],
  [/^no such (?:index|view|trigger)/, () => english('a part of its structure is missing')],
  [/^malformed database schema/, () => english('its structure cannot be read')],
  [/file is not a database|unsupported file format/, () => english('it does not begin as a database does')],
  [
    /malformed|\*\*\* in database|^row \d+ missing|NULL value in|non-unique entry/,
    () => english('parts of it are not whole'),
  ],
  [
    /^(?:table|index|view|trigger) \w+ already exists|duplicate column name/,
    () => english('its structure is not what it says'),
  ],
];

/**
 * `damaged` for what only a file that is not whole makes SQLite say, `database` for the rest. `error` is
 * whatever sql.js throws: an Error, or a mere text. `path` is the database file.
 * @example sqlError(new Error('no such table: frame'), '/astro/a.sqlite').message // 'The database is damaged
 * (the table frame is missing)'
 */
export function sqlError(error: unknown, path?: string): ArchiveError {
  if (error instanceof ArchiveError) return error;
  const where = path === undefined ? {} : { path };
  const said = error instanceof Error ? error.message : String(error);
  const found = DAMAGE.find(([pattern]) => pattern.test(said));
  if (found) {
    const [pattern, meaning] = found;
    // A name that has suffered can hold anything.
    const name = (pattern.exec(said)?.[1] ?? '').slice(0, 64).replace(/[^\w.]/g, '?');
    return damagedError(meaning(name), path, error);
  }
  return new ArchiveError(
    'database',
    english('The database refused a step ({0})', said.slice(0, 200)),
    {
      ...where,
      advice: english('Nothing of that step was written. Rebuild the database if it happens again.'),
    },
    { cause: error },
  );
}

/** @example damagedError('the file is empty', '/astro/a.sqlite') */
export function damagedError(why: string, path?: string, cause?: unknown): ArchiveError {
  const where = path === undefined ? {} : { path };
  return new ArchiveError(
    'damaged',
    english('The database is damaged ({0})', why),
    { ...where, advice: DAMAGE_ADVICE },
    { cause },
  );
}
