/** Frames into sessions: those that were taken together and can be processed together. */
import { hash } from 'node:crypto';
import type { ArchivedFrame } from '../../base/archivedFrame';
import type { FrameType } from '../../base/frame';
import { DEFAULT_TOLERANCES, type Tolerances } from '../../base/matching';
import type { Session } from '../../base/session';
import { type Setting, SETTING_FIELDS, type Shot } from '../../base/shot';
import { TupleMap, type TuplePart } from '../../base/tupleMap';
import { bucketKey, identifying, keyedExposure, withFilter } from './key';
import { type SessionPart, splitByUsbLimit, splitDarks, splitFlats, splitLights, startOrder } from './split';
import { summarise } from './summary';

/**
 * Raise it with every change of the rules of grouping or linking, or of the table of objects: sessions are
 * then made again.
 */
export const GROUPING_RULES = 6;

/** A session and the ids of its frames, in the order of their exposure. */
export interface SessionGroup {
  readonly session: Session;
  readonly frames: readonly number[];
}

/** A session as a part of a bucket, with its frames in no order that means anything. */
export interface SessionOfBucket {
  readonly session: Session;
  /** Id of the bucket that it was made from. */
  readonly bucket: string;
  readonly shots: readonly Shot[];
}

/**
 * Groups frames into sessions; links are null. The result depends on the set of frames, not on their order;
 * the cost is linear but for sorting within a session.
 *
 * - A light session shares object, night, telescope, imager, filter and exposure (to the millisecond, shorter
 *   ones to the nanosecond). Its temperature is no part of it: a camera still cooling in is the same session.
 *   Lights at different rotator positions or focal lengths want different flats, and are different sessions.
 * - Calibration frames share type, night, telescope and imager; darks and flat-darks their exposure and
 *   temperature, flats their filter, rotator position and focal length.
 * - Flats that do not say their filter join those of the one filter that fits, if it is one.
 * - All share binning, gain, offset, image size, planes, readout mode and colour filter array, since frames
 *   that differ in one of these cannot be processed together.
 * - "Not known" is its own value: frames without a night or an object form sessions without them.
 * - Every master is its own session.
 * - Stacks, unknown frames and integrated lights are results or undecided, and belong to no session.
 * - Neither do processed frames, which are made of those that do. Lights which the telescope delivers
 *   calibrated have their own sessions; calibrated darks and flats would calibrate twice.
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
  const buckets = new Buckets();
  buckets.add(shotsOf(frames));
  return buckets.all
    .flatMap((bucket) => groupBucket(bucket, tolerances))
    .map(({ session, shots }) => ({ session, frames: idsInOrder(shots) }))
    .sort((a, b) => sessionOrder(a.session, b.session));
}

/** Frames of the same folded key, whole: they are one session, or are split by what varies continuously. */
export interface Bucket {
  /** Made like the ids of its sessions, from what these have in common; '' until it was asked for. */
  id: string;
  readonly type: FrameType;
  /** What a session's id is made from, together with what sets the parts of a bucket apart. */
  readonly key: readonly TuplePart[];
  readonly frames: Shot[];
}

/** The first step of grouping, frame by frame: what the frames have in common. */
export class Buckets {
  readonly #all: Bucket[] = [];
  readonly #buckets = new TupleMap<Bucket>();
  readonly #masters = new TupleMap<Bucket>();
  /** By setting and exposure, where that counts; masters have no bucket in common. */
  readonly #ofSetting = new Map<Setting, Map<number | null, Bucket> | null>();

  add(frames: readonly Shot[]): void {
    for (const frame of frames) this.of(frame)?.frames.push(frame);
  }

  /** The id of the bucket of a frame, null where it belongs to no session. */
  idOf(frame: Shot): string | null {
    const bucket = this.of(frame);
    return bucket && bucketId(bucket);
  }

  get all(): readonly Bucket[] {
    return this.#all;
  }

  /** The bucket that the frame belongs into, null where it belongs to no session. */
  of({ setting, exposure, sha256 }: Shot): Bucket | null {
    let byExposure = this.#ofSetting.get(setting);
    if (byExposure === undefined) {
      byExposure = belongsToSession(setting) ? new Map<number | null, Bucket>() : null;
      this.#ofSetting.set(setting, byExposure);
    }
    if (byExposure === null) return null;
    if (setting.master) return this.#bucket(this.#masters, setting, ['master', sha256]);
    const counted = keyedExposure(setting, exposure);
    let bucket = byExposure.get(counted);
    if (bucket === undefined) {
      bucket = this.#bucket(this.#buckets, setting, bucketKey(setting, exposure));
      byExposure.set(counted, bucket);
    }
    return bucket;
  }

  #bucket(buckets: TupleMap<Bucket>, { type }: Setting, key: readonly TuplePart[]): Bucket {
    return buckets.get(key, () => {
      const bucket: Bucket = { id: '', type, key: identifying(key), frames: [] };
      this.#all.push(bucket);
      return bucket;
    });
  }
}

/** Settings whose frames may share a bucket; those of other families never do. */
export interface SettingFamily {
  /** Of its frames; null where these are of several types. */
  readonly type: FrameType | null;
  /** Ids of the settings. */
  readonly settings: number[];
}

/**
 * For reading an archive a few buckets at a time. Masters are a family, since they are told apart by their
 * files alone, and so are the frames that belong to no session.
 */
export function settingFamilies(settings: ReadonlyMap<number, Setting>): SettingFamily[] {
  const families = new TupleMap<SettingFamily>();
  const masters: SettingFamily = { type: null, settings: [] };
  const others: SettingFamily = { type: null, settings: [] };
  const all = [masters, others];
  for (const [id, setting] of settings) {
    let family = setting.master ? masters : others;
    if (belongsToSession(setting) && !setting.master) {
      family = families.get(bucketKey(setting, null), () => {
        const added: SettingFamily = { type: setting.type, settings: [] };
        all.push(added);
        return added;
      });
    }
    family.settings.push(id);
  }
  return all.filter((family) => family.settings.length > 0);
}

/** The second step: the sessions of one bucket. Of all buckets together, they are those of `groupFrames`. */
export function groupBucket(bucket: Bucket, tolerances: Tolerances): SessionOfBucket[] {
  const { key, frames } = bucket;
  const id = bucketId(bucket);
  return split(frames, tolerances).flatMap((part) => {
    const own = part.filter === undefined ? key : withFilter(key, part.filter);
    return groupOf(part.anchor.length === 0 ? id : sessionId([...own, ...part.anchor]), id, part, tolerances);
  });
}

/** The frames of a bucket that make a session together with this one, those that are rejected among them. */
export function partWith({ frames }: Bucket, id: number, tolerances: Tolerances): readonly Shot[] {
  const parts = split(frames, tolerances);
  return parts.find((part) => part.frames.some((frame) => frame.id === id))?.frames ?? [];
}

function bucketId(bucket: Bucket): string {
  if (bucket.id === '') bucket.id = sessionId(bucket.key);
  return bucket.id;
}

/**
 * Whether a frame is in a session at all: not where it is rejected, and not where it is a result or
 * undecided.
 */
export function isInSession({ rejected, setting }: Shot): boolean {
  return !rejected && belongsToSession(setting);
}

function belongsToSession({ type, master, processing, byproduct }: Setting): boolean {
  if (type === 'stack' || type === 'unknown') return false;
  if (type === 'light' && master) return false;
  return master || processing === null || (type === 'light' && processing === 'calibrated' && !byproduct);
}

function split(frames: readonly Shot[], tolerances: Tolerances): readonly SessionPart[] {
  const setting = frames[0]?.setting;
  if (setting?.master !== false) return [{ anchor: [], frames }];
  const { type } = setting;
  if (type === 'light') return splitLights(frames, tolerances);
  if (type === 'flat') return splitFlats(frames, tolerances);
  if (type === 'dark' || type === 'flatDark') return splitDarks(frames, tolerances);
  return splitByUsbLimit([{ anchor: [], frames }]);
}

function sessionId(key: readonly TuplePart[]): string {
  return hash('sha256', JSON.stringify(key)).slice(0, 12);
}

/** One session, or none where every frame is rejected. */
function groupOf(id: string, bucket: string, part: SessionPart, tolerances: Tolerances): SessionOfBucket[] {
  const shots = part.frames.filter((frame) => !frame.rejected);
  if (shots.length === 0) return [];
  const session = summarise(id, shots, tolerances);
  // Where the only frame that says the filter is rejected, the others are behind it all the same.
  const filter = session.filter ?? (typeof part.filter === 'string' ? filterIn(part.frames) : null);
  return [{ session: filter === session.filter ? session : { ...session, filter }, bucket, shots }];
}

function filterIn(frames: readonly Shot[]): string | null {
  const names = frames.flatMap(({ setting: { filter } }) => filter ?? []);
  return names.sort()[0] ?? null;
}

function idsInOrder(shots: readonly Shot[]): number[] {
  return [...shots].sort((a, b) => startOrder(a, b) || a.id - b.id).map(({ id }) => id);
}

/** By start, those without one first; equal starts by id. */
function sessionOrder(a: Session, b: Session): number {
  const [first, second] = [a.start ?? '', b.start ?? ''];
  if (first !== second) return first < second ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** The same frames, those of equal settings sharing one object. */
function shotsOf(frames: readonly ArchivedFrame[]): Shot[] {
  const settings = new TupleMap<Setting>();
  return frames.map((frame) => {
    const { id, sha256, session, rejected, dateObs, exposure, ccdTemp, rotator } = frame;
    const values = SETTING_FIELDS.map((field) => {
      const value = frame[field];
      return typeof value === 'boolean' ? Number(value) : value;
    });
    const setting = settings.get(values, () => frame);
    return { id, sha256, session, rejected, dateObs, exposure, ccdTemp, rotator, setting };
  });
}
