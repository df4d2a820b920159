/**
 * The files that have to be read: those that the archive does not know at this path, of this size and time.
 */
import { lstatSync } from 'node:fs';
import { Breather } from '../../base/pause';
import type { Cancel } from '../../base/ports';
import type { Frames } from '../../storage/database/frames';
import type { OtherSpellings } from '../../storage/database/otherSpellings';
import { isSameTime } from '../../storage/files/fileState';
import { findInChunks, type FoundFile } from '../scan/walk';
import type { Refusal } from './decision';

/** Who hears of the rest. */
export interface OthersFound {
  /** Every file that was looked at. */
  looked(path: string): void;
  /** A file that lies in the archive as it is known there. */
  known(path: string): void;
  /** A file that will not be registered, and why. */
  note(decision: Refusal): void;
}

export async function* findNew(
  sources: readonly string[],
  frames: Frames,
  spellings: OtherSpellings,
  others: OthersFound,
  cancel: Cancel,
): AsyncGenerator<readonly FoundFile[]> {
  const newest = frames.newest();
  const breather = new Breather();
  for await (const chunk of findInChunks(sources, cancel)) {
    const files: FoundFile[] = [];
    for (const found of chunk) {
      if (found.kind !== 'file') others.note(found);
      else if (isNew(found, frames, spellings, newest, others)) files.push(found);
      others.looked(found.path);
    }
    if (files.length > 0) yield files;
    await breather.breathe();
  }
}

function isNew(
  { path, size, mtime }: FoundFile,
  frames: Frames,
  spellings: OtherSpellings,
  newest: number,
  others: OthersFound,
): boolean {
  const here = frames.stateAt(path);
  if (here?.size === size && here.mtime === mtime) {
    // What this very registration has put there has been counted already.
    if (here.id <= newest) others.known(path);
    return false;
  }
  if (!here && spellings.find(path) !== undefined) {
    others.known(path);
    return false;
  }
  const copy = here ? undefined : frames.stateOfSource(path);
  if (copy?.size !== size || !isSameTime(copy.mtime, mtime)) return true;
  if (copy.path === path || !isAsStored(copy)) return true;
  others.note({ kind: 'duplicate', path, of: copy.path, same: 'size and time' });
  return false;
}

/** Whether an archived file still lies there as it was stored. */
function isAsStored({ path, size, mtime }: { path: string; size: number; mtime: number }): boolean {
  const now = lstatSync(path, { throwIfNoEntry: false });
  return now?.isFile() === true && now.size === size && now.mtimeMs === mtime;
}
