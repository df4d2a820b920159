/** Which events of the file system the archive is told of. Pure. */
import { sep } from 'node:path';
import { below } from '../core/base/inside';
import { passedOverBelow } from '../core/base/passedOver';
import { isImageName } from '../core/formats/image/names';

/** Files in the making, of this program and of others. */
const IN_THE_MAKING = /\.(?:part|tmp|crdownload|swp)$/i;

/**
 * Whether something that happened at `file` may concern a frame: not in hidden files, in folders that nobody
 * looks into (the database's own, trash, snapshots, packages of programs), nor to files in the making. A
 * deleted path may have been a folder, whatever its name looks like; what has only changed its content
 * matters where it is an image.
 */
export function worthTelling(
  repository: string,
  file: string,
  event: 'made' | 'changed' | 'deleted',
): boolean {
  const inside = below(repository, file);
  if (inside === null || passedOverBelow(repository, file) !== null) return false;
  // Packages of programs come by the thousand, and hold no frames.
  if (inside.split(sep).includes('node_modules')) return false;
  if (IN_THE_MAKING.test(inside)) return false;
  return event !== 'changed' || isImageName(inside);
}
