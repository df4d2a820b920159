/** Under which name the thumbnail of a file is kept: the same content has the same one. Pure. */
import { createHash } from 'node:crypto';
import type { ArchivedFrame } from '../../base/archivedFrame';
import { type FileState, judgeState } from '../../storage/files/fileState';

/** What the archive knows of a file. */
export type KnownContent = Pick<ArchivedFrame, 'sha256' | 'editedSha256' | 'size' | 'mtime'>;

/** Changes with the way in which thumbnails are made, so that old ones are not shown. */
const VERSION = 1;

/**
 * `3f…9a.jpg`. A file that is as the archive knows it, or that is not there now, goes by its content: it keeps its
 * thumbnail where it is moved or its drive is away. Any other goes by path, size and time; null where there
 * is neither.
 * @param now What the file system says of it; null where it is not there.
 */
export function thumbnailName(
  path: string,
  known: KnownContent | null,
  now: FileState | null,
): string | null {
  const content = contentOf(path, known, now);
  if (content === null) return null;
  const digest = createHash('sha256')
    .update(JSON.stringify([VERSION, ...content]))
    .digest('hex');
  return `${digest.slice(0, 40)}.jpg`;
}

/** Time and size stand beside the digest, which an edit of the header may have left behind. */
function contentOf(
  path: string,
  known: KnownContent | null,
  now: FileState | null,
): (string | number)[] | null {
  if (known !== null && (now === null || judgeState(known, now) === null)) {
    return [known.editedSha256 ?? known.sha256, known.size, Math.round(known.mtime)];
  }
  return now === null ? null : [path, now.size, now.mtime];
}
