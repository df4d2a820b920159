/** Frames into sessions: those that were taken together and can be processed together. */
import { createHash } from 'node:crypto';
import { DEFAULT_TOLERANCES } from '../model';
import type { ArchivedFrame, Session, Tolerances } from '../model';
import { foldedKey, rawKey } from './key';
import { splitDarks, splitFlats, startOrder } from './split';
import { summarise } from './summary';
import { TupleMap } from './tupleMap';
import type { TuplePart } from './tupleMap';

/** A session and the ids of its frames, in the order of their exposure. */
export interface SessionGroup {
  readonly session: Session;
  readonly frames: number[];
}

/**
 * Groups frames into sessions; links are null. The result depends on the set of frames, not on their order;
 * the cost is linear but for sorting within a session.
 *
 * - A light session shares object, night, telescope, imager, filter and exposure (to the millisecond). Its
 *   temperature is no part of it: a camera still cooling in is the same session.
 * - Calibration frames share type, night, telescope and imager; darks and flat-darks their exposure and
 *   temperature, flats their filter, rotator position and focal length.
 * - All share binning, gain, offset, image size, planes, readout mode and colour filter array, since frames
 *   that differ in one of these cannot be processed together.
 * - "Not known" is a value of its own: frames without a night or an object form sessions without them.
 * - Every master is a session of its own.
 * - Stacks, unknown frames and integrated lights are results or undecided, and belong to no session.
 * - Rejected frames belong to no session either, but they still count where a session's borders and its id
 *   are made, so that rejecting one frame never gives the others another session.
 *
 * The id is the beginning of the SHA-256 of what the frames have in common (`8c1f03b2a9d4`), so that it
 * outlives a regeneration and further frames; a master's is made from the SHA-256 of its file.
 */
export function groupFrames(
  frames: readonly ArchivedFrame[],
  tolerances: Tolerances = DEFAULT_TOLERANCES,
): SessionGroup[] {
  const spellings = new TupleMap<ArchivedFrame[]>();
  const buckets = new Map<string, { key: readonly TuplePart[]; frames: ArchivedFrame[] }>();
  const bucketOf = (frame: ArchivedFrame): ArchivedFrame[] => {
    const key = foldedKey(frame);
    const text = JSON.stringify(key);
    let bucket = buckets.get(text);
    if (!bucket) buckets.set(text, (bucket = { key, frames: [] }));
    return bucket.frames;
  };
  const masters = new Map<string, ArchivedFrame[]>();
  for (const frame of frames) {
    if (!belongsToSession(frame)) continue;
    if (frame.master) {
      const same = masters.get(frame.sha256);
      if (same) same.push(frame);
      else masters.set(frame.sha256, [frame]);
    } else {
      spellings.get(rawKey(frame), () => bucketOf(frame)).push(frame);
    }
  }
  const groups: SessionGroup[] = [];
  for (const { key, frames: members } of buckets.values()) {
    for (const part of split(members, tolerances)) {
      groups.push(...groupOf(sessionId([...key, ...part.anchor]), part.frames, tolerances));
    }
  }
  for (const [sha256, same] of masters) {
    groups.push(...groupOf(sessionId(['master', sha256]), same, tolerances));
  }
  return groups.sort((a, b) => sessionOrder(a.session, b.session));
}

function belongsToSession(frame: ArchivedFrame): boolean {
  if (frame.type === 'stack' || frame.type === 'unknown') return false;
  return !(frame.type === 'light' && frame.master);
}

function split(
  frames: readonly ArchivedFrame[],
  tolerances: Tolerances,
): { anchor: readonly TuplePart[]; frames: readonly ArchivedFrame[] }[] {
  const type = frames[0]?.type;
  if (type === 'dark' || type === 'flatDark') return splitDarks(frames, tolerances);
  if (type === 'flat') return splitFlats(frames, tolerances);
  return [{ anchor: [], frames }];
}

function sessionId(key: readonly TuplePart[]): string {
  return createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 12);
}

/** One group, or none where every frame is rejected. */
function groupOf(id: string, frames: readonly ArchivedFrame[], tolerances: Tolerances): SessionGroup[] {
  const ordered = frames.filter((frame) => !frame.rejected).sort(startOrder);
  if (ordered.length === 0) return [];
  return [{ session: summarise(id, ordered, tolerances), frames: ordered.map((frame) => frame.id) }];
}

/** By start, those without one first; equal starts by id. */
function sessionOrder(a: Session, b: Session): number {
  const [first, second] = [a.start ?? '', b.start ?? ''];
  if (first !== second) return first < second ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
