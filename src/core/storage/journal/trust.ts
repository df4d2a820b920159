/** What a step of a journal may do to files. Pure: where paths really lead is found out by `ground.ts`. */
import type { FileStep } from '../files/fileStep';
import type { Identity } from '../identity/identity';
import type { ReadHead } from './lines';

/** How far a journal is believed. */
export interface Trust {
  /** It was written by this program for this very archive, in the folder where it still is. */
  readonly isTrusted: boolean;
  /** Whether a path lies in the repository when all links on its way are followed. */
  readonly isInside: (path: string) => boolean;
  /** Whether a path outside is where a frame of this archive came from, as the database has noted. */
  readonly isSource?: (path: string) => boolean;
}

/** Which of the two files of a step may be renamed, edited or deleted. Either may be looked at. */
export interface Permission {
  readonly from: boolean;
  /** Also whether unfinished files beside it may be deleted. */
  readonly to: boolean;
}

/**
 * Journals of version 1 do not say whose they are, those of a copy speak of the archive that it was copied
 * from, and an archive that has come from elsewhere may have come with forged ones: nobody can know the home
 * that it gets here.
 */
export function isTrusted(head: Pick<ReadHead, 'archive' | 'home'> | null, { id, home }: Identity): boolean {
  return head !== null && head.archive === id && head.home === home;
}

/** Whether a journal says itself that it is that of another archive. */
export function isOfAnother(head: Pick<ReadHead, 'archive'>, { id }: Identity): boolean {
  return head.archive !== null && head.archive !== id;
}

/**
 * A trusted journal may do all that its steps say. Any other may touch files inside the repository alone: it
 * could name any file of this machine. A file outside may be given back to where a frame came from, and that
 * name must be free.
 */
export function mayTouch(step: Pick<FileStep, 'do' | 'from' | 'to'>, trust: Trust): Permission {
  if (trust.isTrusted) return { from: true, to: true };
  const { isSource } = trust;
  return {
    from: trust.isInside(step.from),
    to: trust.isInside(step.to) || (step.do === 'move' && isSource?.(step.to) === true),
  };
}
