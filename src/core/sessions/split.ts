/** Calibration frames of one night and one setting, split by what varies continuously: temperature and angle. */
import type { Shot, Tolerances } from '../model';
import { clusterBy, wrap } from './cluster';

/** Frames that belong together, and what sets them apart from the other parts, for the session's id. */
export interface Part {
  readonly anchor: readonly (string | number | null)[];
  readonly frames: readonly Shot[];
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
export function splitDarks(frames: readonly Shot[], tolerances: Tolerances): Part[] {
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
  const parts: Part[] = [...setPoints].map(([point, members]) => ({
    anchor: ['set', point],
    frames: members,
  }));
  const clusters = clusterBy(measured, (frame) => frame.ccdTemp, {
    gap: tolerances.temperature / 2,
    span: tolerances.temperature,
  });
  return [...parts, ...anchored('measured', clusters, (frame) => frame.ccdTemp)];
}

/** Flats by rotator position (on the circle), then by focal length: with and without a reducer are two sets. */
export function splitFlats(frames: readonly Shot[], tolerances: Tolerances): Part[] {
  const angle = (frame: Shot) => (frame.rotator === null ? null : wrap(frame.rotator, 360));
  const positions = clusterBy(frames, angle, {
    gap: tolerances.rotator,
    span: tolerances.rotator,
    period: 360,
  });
  const ratio = Math.log1p(tolerances.focalLengthPercent / 100);
  return anchored('rotator', positions, angle).flatMap((position) => {
    const lengths = clusterBy(position.frames, logFocalLength, { gap: ratio, span: ratio });
    const parts = anchored('focal length', lengths, (frame) => frame.setting.focalLength);
    return parts.map((part) => ({ anchor: [...position.anchor, ...part.anchor], frames: part.frames }));
  });
}

/** Lengths that differ by a percentage differ by a constant in their logarithm. */
function logFocalLength({ setting: { focalLength } }: Shot): number | null {
  return focalLength === null || focalLength <= 0 ? null : Math.log(focalLength);
}

/**
 * Names each cluster after the rounded value of its earliest frame, of several of one moment the least value, so that
 * the name stays when later frames move the cluster's borders. Two clusters that would share a name are told apart by the exact values, which
 * no two clusters have in common.
 */
function anchored(
  what: string,
  clusters: readonly Shot[][],
  valueOf: (frame: Shot) => number | null,
): Part[] {
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
    return { anchor: [what, shared ? (values[index] ?? null) : name], frames: members };
  });
}
