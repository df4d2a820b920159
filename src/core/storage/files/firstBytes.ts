/** The beginning of a file, to tell of what kind it is. */
import { open, stat } from 'node:fs/promises';
import { fileError } from '../../base/errors';

/**
 * Up to `count` bytes; null where nothing is there. A folder, a pipe or a device has none: reading a pipe would
 * wait for somebody to write into it.
 * @throws ArchiveError `file`
 */
export async function firstBytes(path: string, count: number): Promise<Buffer | null> {
  try {
    if (!(await stat(path)).isFile()) return Buffer.alloc(0);
    const file = await open(path, 'r');
    try {
      const bytes = Buffer.alloc(count);
      const { bytesRead } = await file.read(bytes, 0, count, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fileError(error, path);
  }
}
