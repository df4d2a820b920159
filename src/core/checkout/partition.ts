/** Splits the frames of a session into parts that Siril can stack, and says what had to be left out. */
import { countText, frameTypeText } from '../words';
import { treatment } from './fileNames';
import type { SessionFrames } from './types';
import type { ArchivedFrame } from '../model';

/** Frames of one size and, for lights, of one colour filter array. */
export interface Part extends SessionFrames {
  /** `6248x4176`, `6248x4176x3`; `?` where the header says nothing. */
  readonly size: string;
  /** `RGGB`; empty for mono frames and for calibration frames, where it plays no role. */
  readonly pattern: string;
}

export function sizeText(frame: Pick<ArchivedFrame, 'width' | 'height' | 'channels'>): string {
  if (frame.width === null || frame.height === null) return '?';
  const planes = frame.channels ?? 1;
  return `${frame.width}x${frame.height}${planes > 1 ? `x${planes}` : ''}`;
}

/** Frames that Siril can read, each file once; the others in one warning. */
function readable(set: SessionFrames, warnings: string[]): ArchivedFrame[] {
  const byPath = new Map(set.frames.map((frame) => [frame.path, frame]));
  const frames = [...byPath.values()];
  const good = frames.filter((frame) => treatment(frame.path) !== 'refuse');
  if (good.length < frames.length) {
    const count = countText(frames.length - good.length, 'file');
    warnings.push(
      `${frameTypeText(set.session.type, frames.length)} of session ${set.session.id}: ${count} left out, ` +
        'since Siril reads FITS only (XISF and other formats have to be converted first).',
    );
  }
  return good;
}

/** Parts of a session, the largest first; more than one only where sizes or patterns are mixed. */
export function partition(set: SessionFrames, warnings: string[]): Part[] {
  const parts = new Map<string, { size: string; pattern: string; frames: ArchivedFrame[] }>();
  for (const frame of readable(set, warnings)) {
    const size = sizeText(frame);
    const pattern = set.session.type === 'light' && !isColourPlanes(frame) ? (frame.bayerPattern ?? '') : '';
    const key = `${size} ${pattern}`;
    const part = parts.get(key) ?? { size, pattern, frames: [] };
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
export function fitting(parts: readonly Part[], size: string): Part | null {
  return parts.find((part) => part.size === size || part.size === '?' || size === '?') ?? null;
}

/** Of several masters the one that most frames went into, then the newest. */
export function bestMaster(frames: readonly ArchivedFrame[]): ArchivedFrame | undefined {
  return [...frames].sort(
    (a, b) => (b.stackCount ?? 0) - (a.stackCount ?? 0) || (b.dateObs ?? '').localeCompare(a.dateObs ?? ''),
  )[0];
}
