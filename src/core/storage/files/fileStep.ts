/**
 * One thing that is done to one file: data, so that it can be planned, shown, journaled, finished and taken
 * back.
 */
import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { HeaderPatch } from '../../formats/fits/edit';

export interface FileStep {
  /**
   * - `move`: from `from` to `to`, which must be free.
   * - `copy`: the same, and `from` stays.
   * - `stay`: the file keeps its place, `from` and `to` are equal; its header may be edited.
   * - `adopt`: `to` is there already, made of `from` by an earlier registration that the archive does not
   *   know of.
   * - `remove`: `from` goes, because `to` holds the same.
   */
  readonly do: 'move' | 'copy' | 'stay' | 'adopt' | 'remove';
  /** Absolute. */
  readonly from: string;
  readonly to: string;
  /** Of the file at `from`: bytes, and milliseconds since 1970. Another file there is left alone. */
  readonly size: number;
  readonly mtime: number;
  /**
   * SHA-256 of the bytes at `from` (for `remove`, at `to`); null where it is not known and is to be worked
   * out.
   */
  readonly hash: string | null;
  /** What the archive keeps: SHA-256 of the file before any edit, and the key of its image. */
  readonly sha256: string;
  readonly imageKey: string;
  /** The edit of the header on the way; empty for none. */
  readonly patches: readonly HeaderPatch[];
  /**
   * What unfinished files are called, without their ending: `/astro/Light/M31/.astro-archive-0123456789ab`.
   */
  readonly stem: string;
  /** Whether `adopt` gives up `from` where that is a second name of `to`. */
  readonly givesUp: boolean;
  /** What becomes of the archive's row: it is entered for `to`, or the one for `from` is taken out. */
  readonly row: 'enter' | 'leave';
  /** Id of the archived frame that this file continues; null for a new one. */
  readonly replaces: number | null;
  /**
   * An archived file of the same pixels whose header says less: the row of this file takes the place of its
   * row, and gives it back where the step is taken back. The file itself is left alone. Absent for most.
   */
  readonly displaces?: string;
  /**
   * Whether the archive knew a file at `to` before, so that taking the step back would leave it without one.
   */
  readonly known: boolean;
  /** Where the archive is to say that the file came from; null for a file that stays. */
  readonly source: string | null;
  /**
   * The file is one that the archive keeps: its header is edited where it lies, under its new name, its row
   * goes on under the id in `replaces`, and taking the step back gives file and row what they had. Only for
   * `move` and `stay`.
   */
  readonly amends?: true;
}

const STEM = /^\.astro-archive-[0-9a-f]{12}$/;
const PART = /^\.astro-archive-[0-9a-f]{12}\.(part|edit)$/;

/** Whether a name, without its folder, is one that `newStem` makes. */
export function isStem(name: string): boolean {
  return STEM.test(name);
}

/** A name for the unfinished files of a step whose result is `to`, in the same folder. */
export function newStem(to: string): string {
  // Twelve random digits; the thirteenth of a UUID is its version.
  const digits = randomUUID().replaceAll('-', '').slice(0, 12);
  return join(dirname(to), `.astro-archive-${digits}`);
}

/** The unfinished copy of a step. */
export function partOf({ stem }: Pick<FileStep, 'stem'>): string {
  return `${stem}.part`;
}

/** The file that is rewritten for an edit. */
export function editOf({ stem }: Pick<FileStep, 'stem'>): string {
  return `${stem}.edit`;
}

/**
 * Whether a name, with or without its folder, is that of an unfinished file, which only a crash leaves
 * behind.
 */
export function isPart(name: string): boolean {
  return PART.test(basename(name));
}
