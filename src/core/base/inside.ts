/** Whether a path lies in a folder. The one answer to that question. */
import * as path from 'node:path';

/**
 * The path below `folder`, `Light/M31/a.fits`; the empty string for the folder itself, null for what lies
 * elsewhere. Both are absolute. On Windows a path on another drive stays absolute when it is made relative,
 * and lies elsewhere. `platform` is that of the paths: the one of this system where not given.
 */
export function below(
  folder: string,
  file: string,
  platform: Pick<typeof path, 'relative' | 'isAbsolute' | 'sep'> = path,
): string | null {
  const inside = platform.relative(folder, file);
  if (inside === '..' || inside.startsWith(`..${platform.sep}`) || platform.isAbsolute(inside)) return null;
  return inside;
}

/** Whether a path is that of a folder or of something in it. */
export function isInside(folder: string, file: string): boolean {
  return below(folder, file) !== null;
}
