/** What a session says of itself, from the frames it holds. */
import type { ArchivedFrame, Frame, Links, Session, Tolerances } from '../model';
import { clusterBy } from './cluster';

/** A session that has not been matched yet. */
export const NO_LINKS: Links = { bias: null, dark: null, flat: null, flatDark: null };

/**
 * The session of these frames, with null links. Where spellings differ the one that most frames use is taken,
 * of equally frequent ones the first in the alphabet; temperature, exposure and focal length are medians
 * (the lower of the two in the middle); the rotator is that of all frames within its tolerance. Bias and dark frames are taken without light, so their filter is null.
 */
export function summarise(id: string, frames: readonly ArchivedFrame[], tolerances: Tolerances): Session {
  const first = frames[0];
  if (!first) throw new RangeError('a session needs at least one frame');
  const usesFilter = first.type === 'light' || first.type === 'flat';
  const ccdTemp = median(frames.map((frame) => frame.ccdTemp ?? frame.setTemp));
  return {
    id,
    type: first.type,
    master: first.master,
    object: first.type === 'light' ? commonest(frames, 'object') : null,
    night: first.night,
    telescope: commonest(frames, 'telescope'),
    imager: commonest(frames, 'imager'),
    filter: usesFilter ? commonest(frames, 'filter') : null,
    exposure: median(frames.map((frame) => frame.exposure)),
    binningX: first.binningX,
    binningY: first.binningY,
    ccdTemp: ccdTemp === null ? null : rounded(ccdTemp, 10),
    gain: first.gain,
    offset: first.offset,
    readoutMode: commonest(frames, 'readoutMode'),
    bayerPattern: commonest(frames, 'bayerPattern'),
    width: first.width,
    height: first.height,
    rotator: commonAngle(frames, tolerances.rotator),
    focalLength: median(frames.map((frame) => frame.focalLength)),
    start: earliest(frames),
    frames: frames.length,
    totalExposure: totalExposure(frames),
    links: NO_LINKS,
  };
}

type TextField = 'object' | 'telescope' | 'imager' | 'filter' | 'readoutMode' | 'bayerPattern';

function commonest(frames: readonly Frame[], field: TextField): string | null {
  const counts = new Map<string, number>();
  for (const frame of frames) {
    const value = frame[field];
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  let best: string | null = null;
  let most = 0;
  for (const [value, count] of counts) {
    if (count > most || (count === most && best !== null && value < best)) {
      best = value;
      most = count;
    }
  }
  return best;
}

function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known[(known.length - 1) >> 1] ?? null;
}

/** Rounds to 1/`steps` and never gives -0, which prints as 0 but is not equal to it everywhere. */
function rounded(value: number, steps: number): number {
  return Math.round(value * steps) / steps + 0;
}

/** The rotator position of all frames, or null where they differ: then no single flat fits them all. */
function commonAngle(frames: readonly Frame[], tolerance: number): number | null {
  const known = frames.filter((frame) => frame.rotator !== null);
  const clusters = clusterBy(known, (frame) => frame.rotator, {
    gap: tolerance,
    span: tolerance,
    period: 360,
  });
  const only = clusters.length === 1 ? clusters[0] : undefined;
  return only?.[(only.length - 1) >> 1]?.rotator ?? null;
}

function earliest(frames: readonly Frame[]): string | null {
  let start: string | null = null;
  for (const { dateObs } of frames)
    if (dateObs !== null && (start === null || dateObs < start)) start = dateObs;
  return start;
}

/** Summed in whole microseconds, so that the order of the frames cannot show in the last digit. */
function totalExposure(frames: readonly Frame[]): number {
  let microseconds = 0;
  for (const { exposure } of frames) microseconds += Math.round((exposure ?? 0) * 1e6);
  return microseconds / 1e6;
}
