/** Which events of the file system the archive is told of. Pure. */
import * as path from 'node:path';

/** Files in the making, of this program and of others. */
const IN_THE_MAKING = /\.(?:part|tmp|crdownload|swp)$/i;
const IMAGE = /\.(?:xisf|(?:fits?|fts)(?:\.(?:gz|fz))?)$/i;

/**
 * Whether something that happened at `file` may concern a frame: not in hidden files and folders, the database's own among
 * them, nor in packages of programs (`node_modules`), nor to files in the making. A deleted path may have been a folder, whatever its name looks like; what has only
 * changed its content matters where it is an image.
 */
export function worthTelling(
  repository: string,
  file: string,
  event: 'made' | 'changed' | 'deleted',
): boolean {
  const inside = path.relative(repository, file);
  if (inside === '..' || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside)) return false;
  if (inside.split(path.sep).some((part) => part.startsWith('.') || part === 'node_modules')) return false;
  if (IN_THE_MAKING.test(inside)) return false;
  return event !== 'changed' || IMAGE.test(inside);
}
