/** What the frames of a session have in common, apart from temperature, rotator and focal length. */
import type { Setting } from '../../base/shot';
import type { TuplePart } from '../../base/tupleMap';
import { foldName, memoised } from '../names/fold';
import { objectKey } from '../names/objectName';

/**
 * The values as the frame has them; null where a value plays no part: the object of a dark, the exposure of a
 * bias.
 */
function rawKey(frame: Setting, exposure: number | null): TuplePart[] {
  const { type } = frame;
  const light = type === 'light';
  return [
    type,
    frame.imager,
    frame.telescope,
    frame.readoutMode,
    frame.bayerPattern,
    frame.channels,
    frame.width,
    frame.height,
    frame.binningX,
    frame.binningY,
    frame.gain,
    frame.offset,
    light || type === 'flat' ? frame.filter : null,
    keyedExposure(frame, exposure),
    light ? frame.object : null,
    frame.night,
    details(frame),
  ];
}

/**
 * What only few headers say, where it is not what it mostly is: `processing calibrated`, `row order
 * BOTTOM-UP`. Null for most frames, whose sessions keep the ids that they have always had.
 */
function details(frame: Setting): string | null {
  const { processing, conversionGain, rowOrder, bayerOffsetX, bayerOffsetY, subframeX, subframeY } = frame;
  const said = [
    ...(processing === null ? [] : [`processing ${processing}`]),
    ...(conversionGain === null ? [] : [`conversion gain ${foldName(conversionGain)}`]),
    ...(rowOrder === 'BOTTOM-UP' ? [`row order ${rowOrder}`] : []),
    ...(bayerOffsetX || bayerOffsetY ? [`bayer offset ${bayerOffsetX},${bayerOffsetY}`] : []),
    ...(subframeX || subframeY ? [`subframe ${subframeX},${subframeY}`] : []),
  ];
  return said.length === 0 ? null : said.join(' ');
}

/** As much of a key as an id is made from: without the last part where that says nothing. */
export function identifying(key: readonly TuplePart[]): readonly TuplePart[] {
  return key.at(-1) === null && key.length === PARTS ? key.slice(0, -1) : key;
}

/** Where the filter stands in a folded key. */
const FILTER_PART = 12;

/**
 * The key of the frames that are looked at together, before they are split. Raw flats of all filters are,
 * since those that do not say theirs may belong to the others.
 */
export function bucketKey(frame: Setting, exposure: number | null): TuplePart[] {
  const key = foldedKey(frame, exposure);
  if (frame.type === 'flat' && !frame.master) key[FILTER_PART] = null;
  return key;
}

/** The key of a bucket as it would be of the frames of one filter, folded. */
export function withFilter(key: readonly TuplePart[], filter: string | null): readonly TuplePart[] {
  return key.with(FILTER_PART, filter);
}

/** How many parts a folded key has. */
const PARTS = 17;

/** `objectKey`, asked for every setting of every night. */
export const sameObject = memoised(objectKey);

/**
 * The same key for every spelling. The session's id is made from it: a change here changes every id.
 * `exposure` is in seconds.
 */
export function foldedKey(frame: Setting, exposure: number | null): TuplePart[] {
  const key = rawKey(frame, exposure);
  for (const index of [1, 2, 3, 4, 12]) {
    const name = key[index];
    if (typeof name === 'string') key[index] = foldName(name);
  }
  if (typeof key[14] === 'string') key[14] = sameObject(key[14]);
  return key;
}

/**
 * What the exposure has to do with the key, in milliseconds: 300,000 for a light of 300 s, 0.032 for 32 µs,
 * null for a flat.
 */
export function keyedExposure({ type }: Setting, exposure: number | null): number | null {
  const timed = type === 'light' || type === 'dark' || type === 'flatDark';
  return timed && exposure !== null ? milliseconds(exposure) : null;
}

/**
 * Whole ones, since the float noise of long exposures can reach a fraction of one; below one millisecond to
 * the nanosecond, where noise is less than that. `+ 0` turns -0 into 0.
 */
function milliseconds(seconds: number): number {
  if (Math.abs(seconds) < 0.001) return Math.round(seconds * 1e9) / 1e6 + 0;
  return Math.round(seconds * 1000) + 0;
}
