/**
 * Tells what has become of a file that another program has written to, by its header and a few samples of its
 * pixels.
 */
import type { FollowReport } from '../../api/archive';
import { ArchiveError } from '../../base/errors';
import { Breather } from '../../base/pause';
import type { Cancel } from '../../base/ports';
import { readImageFile } from '../../formats/image/imageFile';
import type { FramePlace } from '../../storage/database/framePlaces';
import { readImageKey } from '../scan/imageKey';
import type { PlacedFile } from './pairUp';

type Changed = FollowReport['changed'][number];

/** A frame, and the file that lies in its place and is not as the archive knows it. */
export interface ChangedFile {
  readonly place: FramePlace;
  readonly sight: PlacedFile;
}

/** Files that are opened; whoever has touched more has touched everything, and verifying reads it all. */
const MOST_OPENED = 1000;

/**
 * The files in their order; those that were not opened, also after a cancel, are told by size and time alone.
 */
export async function whatChanged(files: readonly ChangedFile[], cancel: Cancel): Promise<Changed[]> {
  const changed: Changed[] = [];
  const breather = new Breather();
  for (const [index, file] of files.entries()) {
    const open = index < MOST_OPENED && !cancel.isCancellationRequested;
    changed.push({ path: file.place.path, what: open ? await what(file) : bySize(file) });
    await breather.breathe();
  }
  return changed;
}

/** A file that is no image any more, or ends before its pixels do, has lost pixels. */
async function what(file: ChangedFile): Promise<Changed['what']> {
  const { path, imageKey } = file.place;
  try {
    const isCut = readImageFile(path).problems.some(({ code }) => code === 'truncated');
    if (isCut || (await readImageKey(path)) !== imageKey) return 'pixels';
  } catch (error) {
    // What the system refuses to read may be whole.
    return error instanceof ArchiveError && error.code === 'format' ? 'pixels' : bySize(file);
  }
  return bySize(file) === 'size' ? 'header' : 'time';
}

function bySize({ place, sight }: ChangedFile): 'size' | 'time' {
  return sight.size === place.size ? 'time' : 'size';
}
