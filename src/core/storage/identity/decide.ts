/** Decides whether an archive is where it was, was moved, or is a copy. Pure. */
import { isSamePlace, type Place } from './place';

/** Where an archive was when it was opened last. */
export interface LastPlace {
  /** Absolute, without links on the way: `/astro`. */
  readonly repository: string;
  readonly place: Place | null;
}

/** What is at the path where the archive was: this very folder under another name, another one of the same id, or neither. */
export type Sight = 'this' | 'other' | 'none';

/**
 * - `new`: it has no identity yet.
 * - `home`: it is the folder that it was, renamed and mounted elsewhere included.
 * - `moved`: it is the archive, in a folder that it was not in before.
 * - `copy`: the one that it was copied from is still there.
 */
export type Standing = 'new' | 'home' | 'moved' | 'copy';

/** `here` is where it lies now, `there` what is found where it lay. */
export function standingOf(last: LastPlace | null, here: LastPlace, there: Sight): Standing {
  if (last === null) return 'new';
  const same = last.place !== null && here.place !== null && isSamePlace(last.place, here.place);
  if (last.repository === here.repository) return same ? 'home' : 'moved';
  if (there === 'other') return 'copy';
  return same || there === 'this' ? 'home' : 'moved';
}
