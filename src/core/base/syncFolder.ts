/** Makes names in a folder durable. */
import * as fs from 'node:fs';
import { open } from 'node:fs/promises';

/** What a file system answers that cannot sync folders, or a folder that may be written to but not read. */
const NO_FOLDER_SYNC: ReadonlySet<string> = new Set([
  'EINVAL',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'ENOTTY',
  'EBADF',
  'EISDIR',
  'EPERM',
  'EACCES',
]);

/**
 * Makes new names in a folder survive a power failure, as far as the drive can. Windows has no such call and
 * needs none. Throws what the system throws where the drive fails; one that cannot sync folders is no
 * failure.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!isUnsupported(error)) throw error;
  }
}

/** As `syncFolder`, at once. */
export function syncFolderNow(folder: string): void {
  if (process.platform === 'win32') return;
  try {
    const fd = fs.openSync(folder, 'r');
    try {
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
  } catch (error) {
    if (!isUnsupported(error)) throw error;
  }
}

function isUnsupported(error: unknown): boolean {
  return NO_FOLDER_SYNC.has((error as NodeJS.ErrnoException).code ?? '');
}
