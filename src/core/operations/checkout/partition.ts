/** Splits the frames of a session into parts that Siril can stack, and says what had to be left out. */
import type { ArchivedFrame } from '../../base/archivedFrame';
import { english } from '../../base/english';
import { countText, frameTypeText } from '../../text/words';
import { baseName, treatment } from './checkoutNames';
import type { PixelsOf } from './pixels';
import { type Depth, depthOf, pixelRefusal } from './sirilReads';
import type { SessionFrames } from './types';

/** Frames of one size and, for lights, of one colour filter array. */
export interface StackablePart extends SessionFrames {
  /** `6248x4176`, `6248x4176x3`; `?` where the header says nothing. */
  readonly size: string;
  /** `RGGB`; empty for mono frames and for calibration frames, where it plays no role. */
  readonly pattern: string;
  /**
   * Frames of 8 bits are a part of their own among others: their values count in steps 256 times as large.
   */
  readonly isByte: boolean;
}

/** What decides whether Siril can read a frame. */
export interface Reading {
  readonly pixels: PixelsOf;
  /** `1.0.6`, null where it is not known. */
  readonly siril: string | null;
}

/** Names of files that are told, and how many more there are. */
const NAMED_AT_MOST = 5;

export function sizeText(frame: Pick<ArchivedFrame, 'width' | 'height' | 'channels'>): string {
  if (frame.width === null || frame.height === null) return '?';
  const planes = frame.channels ?? 1;
  return `${frame.width}x${frame.height}${planes > 1 ? `x${planes}` : ''}`;
}

/** `a.fits, b.fits and 3 more` */
export function fileNamesText(frames: readonly Pick<ArchivedFrame, 'path'>[]): string {
  const names = frames.slice(0, NAMED_AT_MOST).map(({ path }) => baseName(path));
  const more = frames.length - names.length;
  return more > 0 ? english('{0} and {1} more', names.join(', '), more) : names.join(', ');
}

/** The sample format of a frame, null where it was not looked at. */
export function depthIn({ pixels }: Reading, { path }: Pick<ArchivedFrame, 'path'>): Depth | null {
  const known = pixels.get(path);
  return known === undefined ? null : depthOf(known);
}

/** Frames that Siril can read, each file once; the others in one warning for each reason. */
function readable(set: SessionFrames, reading: Reading, warnings: string[]): ArchivedFrame[] {
  const byPath = new Map(set.frames.map((frame) => [frame.path, frame]));
  const frames = [...byPath.values()];
  const which = english('{0} of session {1}', frameTypeText(set.session.type, frames.length), set.session.id);
  // Rejected frames are in no session once sessions are regenerated, which a cancel can have kept from
  // happening.
  const rejected = frames.filter((frame) => frame.rejected);
  if (rejected.length > 0) {
    warnings.push(
      english(
        '{0}: {1} left out: {2}.',
        which,
        countText(rejected.length, 'rejected file'),
        fileNamesText(rejected),
      ),
    );
  }
  const wanted = withStars(
    frames.filter((frame) => !frame.rejected),
    set.starless,
    (starless) =>
      warnings.push(
        english(
          '{0}: {1} left out, since Siril found too few stars before: {2}.',
          which,
          countText(starless.length, 'file'),
          fileNamesText(starless),
        ),
      ),
  );
  const fits = wanted.filter((frame) => treatment(frame.path) !== 'refuse');
  if (fits.length < wanted.length) {
    const count = countText(wanted.length - fits.length, 'file');
    warnings.push(
      english(
        '{0}: {1} left out, since Siril reads FITS only (XISF and other formats have to be converted first).',
        which,
        count,
      ),
    );
  }
  const refused = new Map<string, ArchivedFrame[]>();
  const good = fits.filter((frame) => {
    const known = reading.pixels.get(frame.path);
    const reason = known === undefined ? null : pixelRefusal(known, reading.siril);
    if (reason !== null) refused.set(reason, [...(refused.get(reason) ?? []), frame]);
    return reason === null;
  });
  for (const [reason, left] of refused) {
    const count = countText(left.length, 'file');
    warnings.push(english('{0}: {1} left out, since {2}: {3}.', which, count, reason, fileNamesText(left)));
  }
  // Without a version it is not known whether the Siril that will run the script can read them.
  const adu =
    reading.siril === null ? good.filter(({ path }) => reading.pixels.get(path)?.scale === 'adu') : [];
  if (adu.length > 0) {
    const count = countText(adu.length, 'file');
    warnings.push(
      english(
        '{0}: {1} of floating-point pixels that count in ADU, which needs Siril 1.4: {2}.',
        which,
        count,
        fileNamesText(adu),
      ),
    );
  }
  return good;
}

/**
 * Without lights that are known to have too few stars: one as the first of a sequence ends a run of Siril
 * 1.0. All are kept where nothing else would be left.
 */
function withStars(
  frames: readonly ArchivedFrame[],
  starless: ReadonlySet<string> | undefined,
  leftOut: (frames: readonly ArchivedFrame[]) => void,
): readonly ArchivedFrame[] {
  if (starless === undefined || starless.size === 0) return frames;
  // A file that had to be unpacked is called so in the checkout.
  const isStarless = ({ path }: ArchivedFrame) => starless.has(baseName(path).replace(/\.gz$/i, ''));
  const left = frames.filter(isStarless);
  if (left.length === 0 || left.length === frames.length) return frames;
  leftOut(left);
  return frames.filter((frame) => !isStarless(frame));
}

/** Parts of a session, the largest first; more than one only where sizes, patterns or depths are mixed. */
export function partition(set: SessionFrames, reading: Reading, warnings: string[]): StackablePart[] {
  const parts = new Map<string, Omit<StackablePart, 'session'> & { frames: ArchivedFrame[] }>();
  for (const frame of readable(set, reading, warnings)) {
    const size = sizeText(frame);
    const pattern = set.session.type === 'light' && !isColourPlanes(frame) ? (frame.bayerPattern ?? '') : '';
    const isByte = depthIn(reading, frame) === 'byte';
    const key = `${size} ${pattern} ${isByte}`;
    const part = parts.get(key) ?? { size, pattern, isByte, frames: [] };
    part.frames.push(frame);
    parts.set(key, part);
  }
  return [...parts.values()]
    .sort((a, b) => b.frames.length - a.frames.length)
    .map((part) => ({ ...part, session: set.session }));
}

/** An image of three planes has been debayered, whatever its header still says of a pattern. */
function isColourPlanes(frame: ArchivedFrame): boolean {
  return (frame.channels ?? 1) > 1;
}

/** The part that can calibrate images of a size; an unknown size on either side is given the benefit. */
export function fitting(parts: readonly StackablePart[], size: string): StackablePart | null {
  return parts.find((part) => part.size === size || part.size === '?' || size === '?') ?? null;
}

/** Of several masters the one that most frames went into, then the newest. */
export function bestMaster(frames: readonly ArchivedFrame[]): ArchivedFrame | undefined {
  return [...frames].sort(
    (a, b) => (b.stackCount ?? 0) - (a.stackCount ?? 0) || (b.dateObs ?? '').localeCompare(a.dateObs ?? ''),
  )[0];
}
