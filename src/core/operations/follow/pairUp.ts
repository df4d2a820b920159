/** Decides which loose file is which displaced frame. Pure. */
import { basename } from 'node:path';
import { isSameTime, SAME_TIME } from '../../storage/files/fileState';
import { Alike } from './alike';

/** A file as the file system shows it. */
export interface PlacedFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly mtime: number;
}

/** A frame whose file is not where the archive has it, or not as the archive has it. */
export interface Displaced extends PlacedFile {
  readonly id: number;
  readonly imageKey: string;
}

/** A file that no frame at its place agrees with, and the key of its pixels. */
export interface LooseFile extends PlacedFile {
  readonly imageKey: string;
}

export interface FollowedMove {
  readonly id: number;
  readonly from: string;
  readonly to: string;
}

export interface Pairing {
  readonly moves: readonly FollowedMove[];
  /** Files that could be several frames, or that share a frame with other files. */
  readonly ambiguous: readonly string[];
}

/**
 * Files of the same pixels and size among which names are compared; more of them are no archive of exposures.
 */
const MOST_ALIKE = 500;

export function isSameState(a: Omit<PlacedFile, 'path'>, b: Omit<PlacedFile, 'path'>): boolean {
  return a.size === b.size && isSameTime(a.mtime, b.mtime);
}

/** The files that a displaced frame may have become, by size and time: the only ones worth opening. */
export function worthOpening<T extends PlacedFile>(
  displaced: readonly Displaced[],
  files: readonly T[],
): readonly T[] {
  const bySize = new Map<number, number[]>();
  for (const { size, mtime } of displaced) {
    const times = bySize.get(size);
    if (times) times.push(mtime);
    else bySize.set(size, [mtime]);
  }
  for (const times of bySize.values()) times.sort((a, b) => a - b);
  return files.filter(({ size, mtime }) => hasNear(bySize.get(size) ?? [], mtime));
}

/** Whether one of the sorted `times` lies within a millisecond of `time`. */
function hasNear(times: readonly number[], time: number): boolean {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time - SAME_TIME) low = middle + 1;
    else high = middle;
  }
  return (times[low] ?? Infinity) <= time + SAME_TIME;
}

/**
 * Pairs frames with files of the same size, time and pixels. Where several fit, the one of the same file name
 * is taken; what is still open is ambiguous. A file never becomes a frame while the place where it lies
 * belongs to another frame that stays there: that frame's file has been overwritten, and nothing may hide it.
 */
export function pairUp(displaced: readonly Displaced[], files: readonly LooseFile[]): Pairing {
  const ambiguous: string[] = [];
  const moves: FollowedMove[] = [];
  for (const group of groupsOf(displaced, files)) {
    if (group.frames.length > MOST_ALIKE || group.files.length > MOST_ALIKE) {
      ambiguous.push(...group.files.map(({ path }) => path));
      continue;
    }
    const paired = pairGroup(group);
    moves.push(...paired.moves);
    ambiguous.push(...paired.ambiguous);
  }
  const possible = withoutOverwriting(moves, displaced);
  const kept = new Set(possible);
  const refused = moves.filter((move) => !kept.has(move));
  return { moves: possible, ambiguous: [...ambiguous, ...refused.map(({ to }) => to)] };
}

interface Group {
  readonly frames: Displaced[];
  readonly files: LooseFile[];
}

function groupsOf(displaced: readonly Displaced[], files: readonly LooseFile[]): Group[] {
  const groups = new Map<string, Group>();
  const keyOf = ({ size, imageKey }: { size: number; imageKey: string }) => `${size} ${imageKey}`;
  for (const frame of displaced) {
    const group = groups.get(keyOf(frame));
    if (group) group.frames.push(frame);
    else groups.set(keyOf(frame), { frames: [frame], files: [] });
  }
  for (const file of files) groups.get(keyOf(file))?.files.push(file);
  return [...groups.values()].filter((group) => group.files.length > 0);
}

function pairGroup({ frames, files }: Group): Pairing {
  const [frame, file] = [frames[0], files[0]];
  if (frame && file && frames.length === 1 && files.length === 1) {
    // Nearly every group, for an exposure is like no other.
    const moves = isSameState(frame, file) ? [{ id: frame.id, from: frame.path, to: file.path }] : [];
    return { moves, ambiguous: [] };
  }
  return pairSeveral(frames, files);
}

/** First by name, then whatever fits: each time those of which one alone can be the other. */
function pairSeveral(frames: readonly Displaced[], files: readonly LooseFile[]): Pairing {
  const moves: FollowedMove[] = [];
  let [openFrames, openFiles]: [readonly Displaced[], readonly LooseFile[]] = [frames, files];
  for (const kindOf of [({ path }: { path: string }) => basename(path), () => '']) {
    const [theirs, ours] = [new Alike(openFrames, kindOf), new Alike(openFiles, kindOf)];
    for (const file of openFiles) {
      const frame = theirs.only(file);
      if (frame === undefined || ours.only(frame) !== file) continue;
      moves.push({ id: frame.id, from: frame.path, to: file.path });
      theirs.take(frame);
      ours.take(file);
    }
    openFrames = openFrames.filter((frame) => !theirs.isTaken(frame));
    openFiles = openFiles.filter((file) => !ours.isTaken(file));
  }
  const rest = new Alike(openFrames, () => '');
  return { moves, ambiguous: openFiles.filter((file) => rest.hasSome(file)).map(({ path }) => path) };
}

/**
 * Drops moves onto the place of a frame that stays, which may let others stay in turn; a swap of names is
 * kept.
 */
function withoutOverwriting(
  moves: readonly FollowedMove[],
  displaced: readonly Displaced[],
): readonly FollowedMove[] {
  const owners = new Map(displaced.map(({ path, id }) => [path, id]));
  /** Moves by the frame on whose place they lead. */
  const onto = new Map<number, FollowedMove[]>();
  for (const move of moves) {
    const owner = owners.get(move.to);
    if (owner === undefined) continue;
    const others = onto.get(owner);
    if (others) others.push(move);
    else onto.set(owner, [move]);
  }
  const leaving = new Set(moves.map(({ id }) => id));
  const dropped = new Set<FollowedMove>();
  const staying = [...onto.keys()].filter((owner) => !leaving.has(owner));
  for (let owner = staying.pop(); owner !== undefined; owner = staying.pop()) {
    for (const move of onto.get(owner) ?? []) {
      dropped.add(move);
      staying.push(move.id);
    }
  }
  return moves.filter((move) => !dropped.has(move));
}
