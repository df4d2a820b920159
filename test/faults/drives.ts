/** Two places on different file systems, for moves that have to copy. */
import * as fs from 'node:fs';
import * as os from 'node:os';

/** Where systems keep a file system in memory, or other drives that anyone may write to. */
const CANDIDATES = ['/dev/shm', '/run/user/' + String(process.getuid?.() ?? ''), '/var/tmp', os.homedir()];

/** A folder on another file system than that of temporary files, or null where there is none. */
export function otherDrive(): string | null {
  const here = fs.statSync(os.tmpdir()).dev;
  return CANDIDATES.find((folder) => isOther(folder, here)) ?? null;
}

function isOther(folder: string, here: number): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return fs.statSync(folder).dev !== here;
  } catch {
    return false;
  }
}
