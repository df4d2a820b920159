/**
 * Paths in the database: relative to the repository with `/` between the parts where a file lies inside it,
 * so that the archive can be moved to another disk or another system; absolute elsewhere.
 */
import { isAbsolute, join, sep } from 'node:path';
import { below } from '../../base/inside';

/** `/astro`, `/astro/Light/M31` → `Light/M31`; `/other` → `/other`; the repository itself → the empty string. */
export function toStored(repository: string, folder: string): string {
  const inside = below(repository, folder);
  if (inside === null) return folder;
  return sep === '/' ? inside : inside.split(sep).join('/');
}

export function fromStored(repository: string, stored: string): string {
  return isAbsolute(stored) ? stored : join(repository, stored);
}
