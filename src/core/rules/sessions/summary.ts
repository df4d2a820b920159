/** What a session says of itself, from the frames it holds. */
import type { Tolerances } from '../../base/matching';
import type { Links, Session } from '../../base/session';
import type { Setting, Shot } from '../../base/shot';
import { clusterBy } from './cluster';

/** A session that has not been matched yet. */
export const NO_LINKS: Links = { bias: null, dark: null, flat: null, flatDark: null };

/**
 * The session of these frames, with null links. Where spellings differ the one that most frames use is taken,
 * of equally frequent ones the first in the alphabet; temperature, exposure and focal length are medians (the
 * lower of the two in the middle), as they were measured; the rotator is that of all frames within its
 * tolerance. Bias and dark frames are taken without light, so their filter is null.
 */
export function summarise(id: string, frames: readonly Shot[], tolerances: Tolerances): Session {
  const first = frames[0]?.setting;
  if (!first) throw new RangeError('a session needs at least one frame');
  const settings = countSettings(frames);
  const usesFilter = first.type === 'light' || first.type === 'flat';
  const ccdTemp = median(frames.map(({ ccdTemp, setting }) => ccdTemp ?? setting.setTemp));
  return {
    id,
    type: first.type,
    master: first.master,
    processing: first.processing,
    object: first.type === 'light' ? commonest(settings, 'object') : null,
    night: first.night,
    telescope: commonest(settings, 'telescope'),
    imager: commonest(settings, 'imager'),
    filter: usesFilter ? commonest(settings, 'filter') : null,
    exposure: median(frames.map(({ exposure }) => exposure)),
    binningX: first.binningX,
    binningY: first.binningY,
    // Never -0, which prints as 0 but is not equal to it everywhere.
    ccdTemp: ccdTemp === null ? null : ccdTemp + 0,
    gain: first.gain,
    offset: first.offset,
    readoutMode: commonest(settings, 'readoutMode'),
    conversionGain: first.conversionGain,
    usbLimit: only(settings, 'usbLimit'),
    rowOrder: only(settings, 'rowOrder'),
    bayerPattern: commonest(settings, 'bayerPattern'),
    bayerOffsetX: only(settings, 'bayerOffsetX'),
    bayerOffsetY: only(settings, 'bayerOffsetY'),
    subframeX: only(settings, 'subframeX'),
    subframeY: only(settings, 'subframeY'),
    width: first.width,
    height: first.height,
    rotator: commonAngle(frames, tolerances.rotator),
    focalLength: medianFocalLength(settings),
    start: earliest(frames),
    frameCount: frames.length,
    totalExposure: totalExposure(frames),
    links: NO_LINKS,
  };
}

type TextField = 'object' | 'telescope' | 'imager' | 'filter' | 'readoutMode' | 'bayerPattern';
/** How many frames have each setting; mostly all of a session have the same. */
type SettingCounts = ReadonlyMap<Setting, number>;

function countSettings(frames: readonly Shot[]): SettingCounts {
  const counts = new Map<Setting, number>();
  for (const { setting } of frames) counts.set(setting, (counts.get(setting) ?? 0) + 1);
  return counts;
}

function commonest(settings: SettingCounts, field: TextField): string | null {
  const counts = new Map<string, number>();
  for (const [setting, count] of settings) {
    const value = setting[field];
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + count);
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

type OnlyField = 'usbLimit' | 'rowOrder' | 'bayerOffsetX' | 'bayerOffsetY' | 'subframeX' | 'subframeY';

/** The value of all frames that say it; null where they differ. */
function only<F extends OnlyField>(settings: SettingCounts, field: F): Setting[F] | null {
  let value: Setting[F] | null = null;
  for (const setting of settings.keys()) {
    const own = setting[field];
    if (own === null || own === value) continue;
    if (value !== null) return null;
    value = own;
  }
  return value;
}

function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  const [first] = known;
  if (first === undefined) return null;
  // As a rule all frames of a session have the same exposure.
  if (known.every((value) => value === first)) return first;
  return Float64Array.from(known).sort()[(known.length - 1) >> 1] ?? null;
}

/** The median of the focal length, which many frames share, each counted as often as it occurs. */
function medianFocalLength(settings: SettingCounts): number | null {
  const known: { value: number; count: number }[] = [];
  let total = 0;
  for (const [setting, count] of settings) {
    const value = setting.focalLength;
    if (value === null) continue;
    known.push({ value, count });
    total += count;
  }
  known.sort((a, b) => a.value - b.value);
  let before = (total - 1) >> 1;
  for (const { value, count } of known) {
    if (before < count) return value;
    before -= count;
  }
  return null;
}

/** The rotator position of all frames, or null where they differ: then no single flat fits them all. */
function commonAngle(frames: readonly Shot[], tolerance: number): number | null {
  const angles = frames.map(({ rotator }) => rotator).filter((angle) => angle !== null);
  if (angles.length === 0) return null;
  const least = angles.reduce((a, b) => Math.min(a, b));
  const most = angles.reduce((a, b) => Math.max(a, b));
  // As a rule all are within the tolerance, and nowhere near the end of the circle.
  if (least >= 0 && most < 360 && most - least <= tolerance) return median(angles);
  const limits = { gap: tolerance, span: tolerance, period: 360 };
  const [only, other] = clusterBy(angles, (angle) => angle, limits);
  return other === undefined ? (only?.[(only.length - 1) >> 1] ?? null) : null;
}

function earliest(frames: readonly Shot[]): string | null {
  let start: string | null = null;
  for (const { dateObs } of frames)
    if (dateObs !== null && (start === null || dateObs < start)) start = dateObs;
  return start;
}

/** Summed in whole microseconds, so that the order of the frames cannot show in the last digit. */
function totalExposure(frames: readonly Shot[]): number {
  let microseconds = 0;
  for (const { exposure } of frames) microseconds += Math.round((exposure ?? 0) * 1e6);
  return microseconds / 1e6;
}
