/** Decides which folders have to be looked into, and what in them the archive does not agree with. Pure. */
import type { SeenFolder } from '../../storage/database/seenFolders';

/**
 * What is at the place of a folder: when it was last changed, surely no folder, or something that cannot be
 * told.
 */
export type FolderSight = number | 'gone' | 'unclear';

/**
 * Whether a folder has to be looked into. Its time changes when something in it is made, renamed or deleted,
 * not when a file is rewritten.
 */
export function isChanged(sight: FolderSight, seen: SeenFolder | undefined): boolean {
  return typeof sight === 'number' && seen?.mtime !== sight;
}

/**
 * Some file systems count time in steps of two seconds: within one, a folder can change without showing it.
 */
const TICK = 2000;

/** What to remember of a folder whose time was `mtime` when it was looked into; milliseconds since 1970. */
export function remembered(mtime: number, looked: number): SeenFolder {
  return { mtime: looked - mtime > TICK ? mtime : null, looked };
}

/**
 * Whether a file came after a folder was looked into, by the last change of its inode; milliseconds since
 * 1970.
 */
export function cameAfter(ctime: number, looked: number): boolean {
  return ctime > looked - TICK;
}

/** What is in a folder. */
export interface FolderListing {
  /** Everything but folders. */
  readonly files: readonly string[];
  /** Those of the files that are called like images. */
  readonly images: readonly string[];
  /** Folders to go into; none for a checkout. */
  readonly folders: readonly string[];
}

export interface Disagreement {
  /** Frames that are not there though the archive has them there, or the other way round. */
  readonly frames: readonly string[];
  /** Images that the archive does not have here. */
  readonly unknown: readonly string[];
}

/** Compares names alone: `known` are the frames of the folder, and whether each is marked as missing. */
export function disagreement(listing: FolderListing, known: ReadonlyMap<string, boolean>): Disagreement {
  // Some file systems of macOS give names in another form than they were given.
  const there = new Set(listing.files.map(composed));
  const frames = [...known].filter(([name, missing]) => there.has(composed(name)) === missing);
  const names = new Set([...known.keys()].map(composed));
  return {
    frames: frames.map(([name]) => name),
    unknown: listing.images.filter((name) => !names.has(composed(name))),
  };
}

function composed(name: string): string {
  return name.normalize('NFC');
}
