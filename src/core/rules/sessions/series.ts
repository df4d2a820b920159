/** Which frames are looked at one after the other. Pure. */
import type { Tolerances } from '../../base/matching';
import type { Setting, Shot } from '../../base/shot';
import { foldName } from '../names/fold';
import { objectKey } from '../names/objectName';
import { Buckets, partWith } from './groupFrames';
import { startOrder } from './split';

/**
 * The frames of the session that a frame is in, or would be in if it was not rejected, the other rejected ones
 * among them; null for a frame that belongs to no session. `shots` are all that may share a bucket with it.
 */
export function sessionSeries(of: Shot, shots: readonly Shot[], tolerances: Tolerances): Shot[] | null {
  const buckets = new Buckets();
  buckets.add(shots);
  const bucket = buckets.of(of);
  return bucket && inSeries(partWith(bucket, of.id, tolerances));
}

/**
 * Whether frames of two settings are of the same type, object and filter, in whatever night; masters and
 * processed frames each stay among themselves.
 */
export function isOfSameFilter(a: Setting, b: Setting): boolean {
  return (
    a.type === b.type &&
    a.master === b.master &&
    a.processing === b.processing &&
    foldName(a.filter) === foldName(b.filter) &&
    (a.type !== 'light' || objectOf(a) === objectOf(b))
  );
}

const objectOf = ({ object }: Setting) => (object === null ? null : objectKey(object));

/** In the order of their exposures. */
export function inSeries(shots: readonly Shot[]): Shot[] {
  return [...shots].sort((a, b) => startOrder(a, b) || a.id - b.id);
}

/** At most `most` of a list, those around the one at `at`: `around([1, 2, 3, 4, 5], 3, 3)` is `[3, 4, 5]`. */
export function around<T>(list: readonly T[], at: number, most: number): readonly T[] {
  if (list.length <= most) return list;
  const from = Math.min(Math.max(at - Math.floor(most / 2), 0), list.length - most);
  return list.slice(from, from + most);
}
