/**
 * Paths in the database: relative to the repository with `/` between the parts where a file lies inside it,
 * so that the archive can be moved to another disk or another system; absolute elsewhere.
 */
import { isAbsolute, join, sep } from 'node:path';
import { below } from '../../base/inside';

/**
 * `/astro`, `/astro/Light/M31` → `Light/M31`; `/other` → `/other`; the repository itself → the empty string.
 */
export function toStored(repository: string, folder: string): string {
  const inside = below(repository, folder);
  if (inside === null) return folder;
  return sep === '/' ? inside : inside.split(sep).join('/');
}

/**
 * The path of a frame in SQL, of `folder.path` and the frame's `name`, as `toStored` gives it: outside the
 * repository in the spelling of the system, `D:\night\a.fits`. A root ends with a separator already.
 */
export const STORED_FILE =
  sep === '/'
    ? `iif(folder.path = '', name, rtrim(folder.path, '/') || '/' || name)`
    : String.raw`case when folder.path = '' then name
      when folder.path glob '?:*' or substr(folder.path, 1, 2) = '\\' then rtrim(folder.path, '\') || '\' || name
      else folder.path || '/' || name end`;

export function fromStored(repository: string, stored: string): string {
  return isAbsolute(stored) ? stored : join(repository, stored);
}
