/** Reads whole files of the program's own, which anybody may have replaced by something else. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';

/**
 * The text of a file of at most `limit` bytes; null where there is none. Links are followed: a notebook may
 * be kept elsewhere by its user. A pipe or a device is opened without waiting for whoever writes to it, and
 * never read.
 * @throws ArchiveError `file` for what is no regular file, is larger, or cannot be read.
 */
export async function readOwnFile(path: string, limit: number): Promise<string | null> {
  const bytes = await readOwnBytes(path, limit);
  return bytes === null ? null : bytes.toString('utf8');
}

/** As `readOwnFile`, of a file that is no text. */
export async function readOwnBytes(path: string, limit: number): Promise<Buffer | null> {
  try {
    // Windows has neither pipes among its files nor this flag.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const info = await handle.stat();
      if (!info.isFile()) throw refused(path, english('It is not a regular file'), english('a regular file'));
      if (info.size > limit)
        throw refused(
          path,
          english('It is too large'),
          english('at most {0} bytes', limit),
          `${info.size} bytes`,
        );
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    // A socket cannot even be opened.
    if ((error as NodeJS.ErrnoException).code === 'ENXIO') {
      throw refused(path, english('It is not a regular file'), english('a regular file'));
    }
    throw fileError(error, path);
  }
}

function refused(path: string, message: string, expected: string, got?: string): ArchiveError {
  return new ArchiveError('file', message, {
    path,
    expected,
    ...(got === undefined ? {} : { got }),
    advice: english('Move it away; it is rewritten.'),
  });
}
