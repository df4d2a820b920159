/** Whether a file is as it was, by what the file system alone tells. Pure. */
import type { ArchivedFrame } from '../../base/archivedFrame';

export type FileState = Pick<ArchivedFrame, 'size' | 'mtime'>;

/**
 * Milliseconds. Systems set times by the microsecond and keep them by the nanosecond, some drives by the
 * whole millisecond: a time that was put back, or that a copy has kept, is off by less than this.
 */
export const SAME_TIME = 1;

/** Both in milliseconds since 1970: `isSameTime(1735855200123.4567, 1735855200123.456)` is true. */
export function isSameTime(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME_TIME;
}

/** What the file system alone can tell: `size`, `time`, or null where both are as the archive knows them. */
export function judgeState(known: FileState, now: FileState): 'size' | 'time' | null {
  if (known.size !== now.size) return 'size';
  return isSameTime(known.mtime, now.mtime) ? null : 'time';
}
