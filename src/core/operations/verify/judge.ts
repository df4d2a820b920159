/** Decides whether an archived file is still what the archive knows. Pure. */
import type { FileChange } from '../../api/archive';
import { judgeState, type FileState } from '../../storage/files/state';
import type { ArchivedFrame } from '../../base/archivedFrame';
import type { Scan } from '../scan/scan';

/**
 * What reading the whole file tells.
 *
 * The stored SHA-256 is that of the file before any edit of this program. A light that got a CD matrix has another
 * one, which is stored as well where the file was read after the edit. Where it was not, the file says so in its
 * HISTORY, and counts as unchanged as long as size, time and image key fit. Where nobody has
 * written to a file and its bytes are different all the same, the drive has changed them: that is `content`, and is
 * never called a mere change of the header, since the image key looks at samples of large images only.
 */
export function judgeScan(
  known: FileState & Pick<ArchivedFrame, 'sha256' | 'editedSha256' | 'imageKey'>,
  scan: Pick<Scan, 'size' | 'mtime' | 'sha256' | 'imageKey' | 'edited'>,
): FileChange | null {
  if (scan.imageKey !== known.imageKey) return 'pixels';
  const state = judgeState(known, scan);
  if (scan.sha256 === known.sha256) return state === 'size' ? 'header' : state;
  if (scan.sha256 === known.editedSha256) return state;
  if (state !== null) return 'header';
  return scan.edited && known.editedSha256 === null ? null : 'content';
}
