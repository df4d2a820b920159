/**
 * Whether a file is whole, or still being written: by a camera, by a download, by a copy over the network.
 */
import type { Stats } from 'node:fs';
import { english } from '../../base/english';
import type { DataRange } from '../../formats/fits/ranges';

/**
 * Milliseconds after its last change for which a file that looks unfinished may still be so. Programs that
 * copy pause for seconds, rarely for longer.
 */
const RECENT = 60_000;

/**
 * By the change of its inode as well, which no copy sets back. Times that lie ahead are those of a drive with
 * another clock.
 */
export function isRecent({ mtimeMs, ctimeMs }: Pick<Stats, 'mtimeMs' | 'ctimeMs'>, now: number): boolean {
  return now - Math.max(mtimeMs, ctimeMs) < RECENT;
}

/** Bytes: one page of memory, the least that a copy leaves unwritten. */
const TAIL = 4096;

/**
 * Where the last data of a file end; null where there are fewer than a page. Copies by Windows and over SMB
 * reserve the whole size first, and the end is zeros until it has come.
 */
export function tailOf(ranges: readonly DataRange[]): DataRange | null {
  const last = ranges.reduce<DataRange | null>(
    (latest, range) => (latest === null || range.offset > latest.offset ? range : latest),
    null,
  );
  if (last === null || last.size < TAIL) return null;
  return { offset: last.offset + last.size - TAIL, size: TAIL };
}

/** What is said of a file that is not filed for that. */
export const STILL_WRITTEN = english('It is still being written');
