/** Paths as a table shows them. */
import type * as path from 'node:path';
import { below } from '../../core/base/inside';

/** The path inside the repository, `.` for the repository itself, the whole path for what lies elsewhere. */
export function shortPath(
  file: string,
  repository: string,
  platform?: Pick<typeof path, 'relative' | 'isAbsolute' | 'sep'>,
): string {
  const inside = below(repository, file, platform);
  return inside === '' ? '.' : (inside ?? file);
}
