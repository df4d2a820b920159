/** Which archive this is: where it was, moved, or a copy; and how far its own files can be believed. */
import { randomBytes } from 'node:crypto';
import { type ArchivePlace, isSamePlace } from './archivePlace';

export interface Identity {
  /** 32 lower-case hexadecimal digits, made once and for all: `9f3c01ab…`. */
  readonly id: string;
  /**
   * 32 digits that are made again whenever the archive is found in another folder than the one it was in:
   * moved to another disk, restored, copied, downloaded. What was written under another one is not believed
   * about files outside the repository: it may be by somebody who knows this machine's paths.
   */
  readonly home: string;
}

/** A copy gets its own id; whatever was not found where it was, a new home. */
export function identityFrom(standing: Standing, last: Identity | null): Identity {
  if (last === null || standing === 'new' || standing === 'copy') return { id: digits(), home: digits() };
  return { id: last.id, home: standing === 'home' ? last.home : digits() };
}

function digits(): string {
  return randomBytes(16).toString('hex');
}

/** Where an archive was when it was opened last. */
export interface LastPlace {
  /** Absolute, without links on the way: `/astro`. */
  readonly repository: string;
  readonly place: ArchivePlace | null;
}

/**
 * What is at the path where the archive was: this very folder under another name, another one of the same id,
 * or neither.
 */
export type ArchiveSight = 'this' | 'other' | 'none';

/**
 * - `new`: it has no identity yet.
 * - `home`: it is the folder that it was, renamed and mounted elsewhere included.
 * - `moved`: it is the archive, in a folder that it was not in before.
 * - `copy`: the one that it was copied from is still there.
 */
export type Standing = 'new' | 'home' | 'moved' | 'copy';

/** `here` is where it lies now, `there` what is found where it lay. */
export function standingOf(last: LastPlace | null, here: LastPlace, there: ArchiveSight): Standing {
  if (last === null) return 'new';
  const same = last.place !== null && here.place !== null && isSamePlace(last.place, here.place);
  if (last.repository === here.repository) return same ? 'home' : 'moved';
  if (there === 'other') return 'copy';
  return same || there === 'this' ? 'home' : 'moved';
}
