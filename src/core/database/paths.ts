/**
 * Paths in the database: relative to the repository with `/` between the parts where a file lies inside it,
 * so that the archive can be moved to another disk or another system; absolute elsewhere.
 */
import { isAbsolute, join, relative, sep } from 'node:path';

/** `/astro`, `/astro/Light/M31` → `Light/M31`; `/other` → `/other`; the repository itself → the empty string. */
export function toStored(repository: string, folder: string): string {
  const inside = relative(repository, folder);
  if (isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`)) return folder;
  return sep === '/' ? inside : inside.split(sep).join('/');
}

export function fromStored(repository: string, stored: string): string {
  return isAbsolute(stored) ? stored : join(repository, stored);
}
