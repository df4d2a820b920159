/** Looks at archived files on the disk, by their size and time or byte for byte. */
import { lstat } from 'node:fs/promises';
import type { FileChange } from '../../api/archive';
import type { ArchivedFrame } from '../../base/archivedFrame';
import { english } from '../../base/english';
import { fileError } from '../../base/errors';
import type { Cancel } from '../../base/ports';
import { type FileState, judgeState } from '../../storage/files/fileState';
import { pathOf, type ScanOutcome, type ScanPool } from '../scan/pool';
import type { Scan } from '../scan/scan';
import { scanAll } from '../scan/scanAll';

/** What is wrong with an archived file. */
export type Trouble =
  | { readonly kind: 'missing' }
  | { readonly kind: 'changed'; readonly what: FileChange }
  | { readonly kind: 'unreadable'; readonly error: string };

export interface Finding {
  /** The frame as the archive knew it when its file was looked at. */
  readonly frame: ArchivedFrame;
  readonly trouble: Trouble;
}

export interface CheckParts {
  readonly pool: ScanPool;
  readonly timeZone: string | null;
  /** Size and time only. */
  readonly quick: boolean;
}

export interface Checked {
  readonly findings: readonly Finding[];
  /** How many frames from the first on are done; fewer than there are after a cancel. */
  readonly done: number;
}

/** Questions that the file system gets at a time; a network drive answers them side by side. */
const AT_A_TIME = 32;

interface OnDisk {
  readonly size: number;
  readonly mtime: number;
}

/** Checks the files of `frames`, which are in memory all at once: hand it a page. Stops early on cancel. */
export async function checkFrames(
  frames: readonly ArchivedFrame[],
  parts: CheckParts,
  onFile: (path: string) => void,
  cancel: Cancel,
): Promise<Checked> {
  const states = new Map<ArchivedFrame, OnDisk | Trouble>();
  for (let first = 0; first < frames.length && !cancel.isCancellationRequested; first += AT_A_TIME) {
    const some = frames.slice(first, first + AT_A_TIME);
    const found = await Promise.all(some.map(({ path }) => stateOf(path)));
    some.forEach((frame, i) => states.set(frame, found[i] ?? { kind: 'missing' }));
  }
  const verdicts = parts.quick
    ? new Map([...states].map(([frame, state]) => [frame, quickVerdict(frame, state, onFile)]))
    : await readAll(states, parts, onFile, cancel);
  let done = frames.findIndex((frame) => !verdicts.has(frame));
  if (done < 0) done = frames.length;
  const findings = frames.slice(0, done).flatMap((frame) => {
    const trouble = verdicts.get(frame);
    return trouble ? [{ frame, trouble }] : [];
  });
  return { findings, done };
}

/** Missing only where the system is sure of it: a drive that returns an error may still hold the file. */
async function stateOf(path: string): Promise<OnDisk | Trouble> {
  try {
    const info = await lstat(path);
    if (info.isFile()) return { size: info.size, mtime: info.mtimeMs };
    return { kind: 'unreadable', error: english('It is not a regular file any more') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
    return { kind: 'unreadable', error: fileError(error, path).message };
  }
}

function quickVerdict(
  frame: ArchivedFrame,
  state: OnDisk | Trouble,
  onFile: (path: string) => void,
): Trouble | null {
  onFile(frame.path);
  if ('kind' in state) return state;
  const what = judgeState(frame, state);
  return what && { kind: 'changed', what };
}

async function readAll(
  states: ReadonlyMap<ArchivedFrame, OnDisk | Trouble>,
  { pool, timeZone }: CheckParts,
  onFile: (path: string) => void,
  cancel: Cancel,
): Promise<Map<ArchivedFrame, Trouble | null>> {
  const verdicts = new Map<ArchivedFrame, Trouble | null>();
  const present = new Map<string, ArchivedFrame>();
  const files = [];
  for (const [frame, state] of states) {
    if ('kind' in state) {
      verdicts.set(frame, state);
      onFile(frame.path);
    } else {
      present.set(frame.path, frame);
      files.push({ kind: 'file', path: frame.path, ...state } as const);
    }
  }
  for (const outcome of await scanAll(files, pool, timeZone, onFile, cancel)) {
    const frame = present.get(pathOf(outcome));
    if (frame) verdicts.set(frame, verdictOf(frame, outcome));
  }
  return verdicts;
}

function verdictOf(frame: ArchivedFrame, outcome: ScanOutcome): Trouble | null {
  if ('error' in outcome) return { kind: 'unreadable', error: outcome.error };
  const what = judgeScan(frame, outcome.scan);
  return what && { kind: 'changed', what };
}

/**
 * What reading the whole file tells.
 *
 * The stored SHA-256 is that of the file before any edit of this program. A light that got a CD matrix has
 * another one, which is stored as well where the file was read after the edit. Where it was not, the file
 * says so in its HISTORY, and counts as unchanged as long as size, time and image key fit. Where nobody has
 * written to a file and its bytes are different all the same, the drive has changed them: that is `content`,
 * and is never called a mere change of the header, since the image key looks at samples of large images only.
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
