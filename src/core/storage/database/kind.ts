/**
 * Whether a file can be a database of ours at all, told by how it begins. A damaged database may be replaced
 * by a rescue; a frame, a text or whatever else somebody has named by mistake must never be.
 */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import { firstBytes } from '../files/firstBytes';
import { previousGeneration } from './databaseFile';

/** How SQLite files begin: https://sqlite.org/fileformat.html#magic_header_string */
const SIGNATURE = Buffer.from('SQLite format 3\0', 'latin1');
/** What the archive calls its database where nobody has named it. */
const DEFAULT_NAME = 'astro-archive.sqlite';

/** How images begin: FITS 4.0 §4.4.1.1, XISF 1.0 §9.2, gzip, the raw formats of cameras (TIFF), JPEG, PNG. */
const IMAGES: readonly (readonly [begins: string, what: string])[] = [
  ['SIMPLE  =', english('a FITS image')],
  ['XISF0100', english('an XISF image')],
  ['\x1f\x8b', english('a compressed file')],
  ['II*\0', 'a picture'],
  ['MM\0*', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['\x89PNG', 'a picture'],
];

/**
 * Throws `database` for a file that is not, and never was, a database of ours. One whose beginning was lost
 * passes where its name, or what lies beside it, says that it was: opening it then finds it damaged. Throws
 * `file` where the system refuses. A file that is not there passes.
 */
export async function refuseOtherKind(path: string): Promise<void> {
  const start = await beginningOf(path);
  if (start === null) return;
  const image = IMAGES.find(([begins]) => start.toString('latin1', 0, begins.length) === begins);
  if (image) throw otherKind(path, image[1]);
  if (isSqlite(start) || (await wasOurs(path))) return;
  throw otherKind(path, start.length === 0 ? english('an empty file') : english('a file of another kind'));
}

function otherKind(path: string, got: string): ArchiveError {
  return new ArchiveError('database', english('It is not a database'), {
    path,
    expected: english('a database of Astro Archive'),
    got,
    advice: english('It was not changed. Choose another file in the settings.'),
  });
}

/** One byte of the signature may have suffered. */
function isSqlite(start: Buffer): boolean {
  const differing = SIGNATURE.reduce((count, byte, at) => count + (byte === start[at] ? 0 : 1), 0);
  return differing <= 1;
}

/**
 * A database of ours has the generation before or its journals beside it. A lock is no witness: whoever asks
 * to rescue a file has just made one.
 */
export async function wasOurs(path: string): Promise<boolean> {
  if (basename(path) === DEFAULT_NAME) return true;
  if ((await stat(`${path}.journals`).catch(() => null))?.isDirectory()) return true;
  const previous = await beginningOf(previousGeneration(path)).catch(() => null);
  return previous !== null && isSqlite(previous);
}

/** Null where there is no file. */
async function beginningOf(path: string): Promise<Buffer | null> {
  try {
    // A pipe would be waited for.
    const found = await stat(path);
    if (!found.isFile())
      throw otherKind(path, found.isDirectory() ? english('a folder') : english('a device or a pipe'));
    return await firstBytes(path, SIGNATURE.length);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fileError(error, path);
  }
}
