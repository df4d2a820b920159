/**
 * Frames of one night and one setting, split by what varies continuously and wants another calibration:
 * temperature, angle.
 */
import type { Tolerances } from '../../base/matching';
import type { Shot } from '../../base/shot';
import { foldName } from '../names/fold';
import { clusterBy, type ClusterLimits, wrap } from './cluster';

/** Frames that belong together, and what sets them apart from the other parts, for the session's id. */
export interface SessionPart {
  readonly anchor: readonly (string | number | null)[];
  readonly frames: readonly Shot[];
  /** Of flats: the folded filter of the set, null where nothing says it. */
  readonly filter?: string | null;
}

/** °C; a sensor this close to its set point is regulated, farther away it is still on its way. */
const REGULATED = 2;

/** By start of the exposure, those without one first; 0 for frames of the same moment. */
export function startOrder(a: Shot, b: Shot): number {
  const [first, second] = [a.dateObs ?? '', b.dateObs ?? ''];
  return first === second ? 0 : first < second ? -1 : 1;
}

/**
 * Darks by temperature. Frames whose sensor had reached its set point (within 2 °C) go by the set point, in
 * whole degrees: -10 and -15 °C were meant to be two sets. The others go by what was measured: a set spans at
 * most the tolerance for darks, with no hole in it wider than half of that, so that the drift of an uncooled
 * camera stays one set and a second set at another temperature does not join it.
 */
export function splitDarks(frames: readonly Shot[], tolerances: Tolerances): SessionPart[] {
  const setPoints = new Map<number, Shot[]>();
  const measured: Shot[] = [];
  for (const frame of frames) {
    const { ccdTemp } = frame;
    const { setTemp } = frame.setting;
    if (setTemp === null || (ccdTemp !== null && Math.abs(ccdTemp - setTemp) > REGULATED)) {
      measured.push(frame);
      continue;
    }
    const point = Math.round(setTemp) + 0;
    const same = setPoints.get(point);
    if (same) same.push(frame);
    else setPoints.set(point, [frame]);
  }
  const parts: SessionPart[] = [...setPoints].map(([point, members]) => ({
    anchor: ['set', point],
    frames: members,
  }));
  const clusters = clusterBy(measured, (frame) => frame.ccdTemp, {
    gap: tolerances.temperature / 2,
    span: tolerances.temperature,
  });
  return splitByUsbLimit([...parts, ...anchored('measured', clusters, (frame) => frame.ccdTemp)]);
}

/**
 * Flats by filter, rotator position (on the circle), then focal length: with and without a reducer are two
 * sets. Frames that do not say their filter join the set that they could belong to, where there is one such
 * set alone: one frame that says it makes ten of them a set.
 */
export function splitFlats(frames: readonly Shot[], tolerances: Tolerances): SessionPart[] {
  const byFilter = new Map<string | null, Shot[]>();
  for (const frame of frames) {
    const filter = foldName(frame.setting.filter);
    const same = byFilter.get(filter);
    if (same) same.push(frame);
    else byFilter.set(filter, [frame]);
  }
  const nameless = byFilter.get(null) ?? [];
  byFilter.delete(null);
  const sets = [...byFilter].flatMap(([filter, members]) => setsOf(members, filter, tolerances));
  const joining = new Map<FlatSet, Shot[]>();
  const alone: FlatSet[] = [];
  for (const set of setsOf(nameless, null, tolerances)) {
    const [only, other] = sets.filter((named) => areOneSet(named, set, tolerances));
    if (only === undefined || other !== undefined) alone.push(set);
    else joining.set(only, [...(joining.get(only) ?? []), ...set.frames]);
  }
  const joined = sets.map((set) => ({ ...set, frames: [...set.frames, ...(joining.get(set) ?? [])] }));
  return splitByUsbLimit(
    [...joined, ...alone].map(({ anchor, frames: own, filter }) => ({ anchor, frames: own, filter })),
  );
}

interface FlatSet extends SessionPart {
  readonly filter: string | null;
  /** Degrees and millimetres of its earliest frame. */
  readonly angle: number | null;
  readonly length: number | null;
}

function setsOf(frames: readonly Shot[], filter: string | null, tolerances: Tolerances): FlatSet[] {
  const positions = clusterBy(frames, angleOf, angleLimits(tolerances));
  return anchored('rotator', positions, angleOf).flatMap((position) => {
    const lengths = clusterBy(position.frames, logFocalLength, lengthLimits(tolerances));
    return anchored('focal length', lengths, lengthOf).map((part) => ({
      anchor: [...position.anchor, ...part.anchor],
      frames: part.frames,
      filter,
      angle: position.value,
      length: part.value,
    }));
  });
}

/** Whether nothing that both say keeps two sets of flats apart. */
function areOneSet(a: FlatSet, b: FlatSet, tolerances: Tolerances): boolean {
  if (a.angle !== null && b.angle !== null) {
    const once = wrap(b.angle - a.angle, 360);
    if (Math.min(once, 360 - once) > tolerances.rotator) return false;
  }
  if (a.length === null || b.length === null || a.length <= 0 || b.length <= 0) return true;
  return Math.abs(Math.log(a.length / b.length)) <= lengthLimits(tolerances).span;
}

/**
 * Lights by rotator position and focal length, as their flats are. What does not say joins the others where
 * these are one part. The part of the earliest frame has no name, so that lights which are not split keep the
 * id of their bucket, and of those which are the first ones do.
 */
export function splitLights(frames: readonly Shot[], tolerances: Tolerances): SessionPart[] {
  const [first] = frames;
  const same = (frame: Shot) =>
    frame.rotator === first?.rotator &&
    frame.setting.focalLength === first?.setting.focalLength &&
    frame.setting.usbLimit === first.setting.usbLimit;
  // As a rule all are taken at one position.
  if (frames.every(same)) return [{ anchor: [], frames }];
  const positions = together(clusterBy(frames, angleOf, angleLimits(tolerances)), angleOf);
  const parts = anchored('rotator', positions, angleOf).flatMap((position) => {
    const lengths = together(clusterBy(position.frames, logFocalLength, lengthLimits(tolerances)), lengthOf);
    return anchored('focal length', lengths, lengthOf).map((part) => ({
      anchor: [...position.anchor, ...part.anchor],
      frames: part.frames,
    }));
  });
  return firstUnnamed(splitByUsbLimit(parts));
}

/** Those without a value are the last cluster: with the others where these are one. */
function together(clusters: Shot[][], valueOf: (frame: Shot) => number | null): Shot[][] {
  const [one, two, ...more] = clusters;
  if (one === undefined || two === undefined || more.length > 0) return clusters;
  return two.every((frame) => valueOf(frame) === null) ? [[...one, ...two]] : clusters;
}

/** The same parts, the one of the earliest frame without a name. */
function firstUnnamed(parts: readonly SessionPart[]): SessionPart[] {
  const leaders = parts.map(({ frames }) =>
    frames.reduce((best, frame) => (earlier(frame, best) < 0 ? frame : best)),
  );
  const leader = leaders.reduce((best, frame) => (earlier(frame, best) < 0 ? frame : best));
  return parts.map((part, index) => (leaders[index] === leader ? { ...part, anchor: [] } : part));
}

/**
 * By start, of one moment by what sets parts apart: in whatever order the frames come, one part is the first.
 */
function earlier(a: Shot, b: Shot): number {
  const number = (value: number | null) => value ?? -1;
  return (
    startOrder(a, b) ||
    number(angleOf(a)) - number(angleOf(b)) ||
    number(lengthOf(a)) - number(lengthOf(b)) ||
    number(a.setting.usbLimit) - number(b.setting.usbLimit)
  );
}

/**
 * Parts whose frames have different USB limits once more by these; the subset of the earliest frame keeps the
 * name. Most sets have one limit, or none is known.
 */
export function splitByUsbLimit(parts: readonly SessionPart[]): SessionPart[] {
  return parts.flatMap((part) => {
    const byLimit = new Map<number | null, Shot[]>();
    for (const frame of part.frames) {
      const { usbLimit } = frame.setting;
      const same = byLimit.get(usbLimit);
      if (same) same.push(frame);
      else byLimit.set(usbLimit, [frame]);
    }
    if (byLimit.size - (byLimit.has(null) ? 1 : 0) < 2) return [part];
    const leader = part.frames.reduce((best, frame) => (earlier(frame, best) < 0 ? frame : best));
    return [...byLimit].map(([limit, frames]) => ({
      ...part,
      anchor: limit === leader.setting.usbLimit ? part.anchor : [...part.anchor, 'usb limit', limit],
      frames,
    }));
  });
}

function angleOf({ rotator }: Shot): number | null {
  return rotator === null ? null : wrap(rotator, 360);
}

function lengthOf({ setting: { focalLength } }: Shot): number | null {
  return focalLength;
}

function angleLimits({ rotator }: Tolerances): ClusterLimits {
  return { gap: rotator, span: rotator, period: 360 };
}

function lengthLimits({ focalLengthPercent }: Tolerances): ClusterLimits {
  const ratio = Math.log1p(focalLengthPercent / 100);
  return { gap: ratio, span: ratio };
}

/** Lengths that differ by a percentage differ by a constant in their logarithm. */
function logFocalLength({ setting: { focalLength } }: Shot): number | null {
  return focalLength === null || focalLength <= 0 ? null : Math.log(focalLength);
}

/**
 * Names each cluster after the rounded value of its earliest frame, of several of one moment the least value,
 * so that the name stays when later frames move the cluster's borders. Two clusters that would share a name
 * are told apart by the exact values, which no two clusters have in common.
 */
function anchored(
  what: string,
  clusters: readonly Shot[][],
  valueOf: (frame: Shot) => number | null,
): (SessionPart & { readonly value: number | null })[] {
  const values = clusters.map((members) => {
    const earliest = members.reduce((best, frame) => {
      const order = startOrder(frame, best) || (valueOf(frame) ?? 0) - (valueOf(best) ?? 0);
      return order < 0 ? frame : best;
    });
    return valueOf(earliest);
  });
  const names = values.map((value) => (value === null ? null : Math.round(value) + 0));
  return clusters.map((members, index) => {
    const name = names[index] ?? null;
    const shared = names.indexOf(name) !== names.lastIndexOf(name);
    const value = values[index] ?? null;
    return { anchor: [what, shared ? value : name], frames: members, value };
  });
}
