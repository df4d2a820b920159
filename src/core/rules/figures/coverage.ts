/** Which share of the lights has calibration frames. Pure. */
import type { StatsRow } from '../../api/archive';
import type { LinkKind } from '../../base/session';
import { isLight } from './selection';
import { type Sum, sumOf } from './sums';

/** The roles that are told apart: a flat's own bias and flat-darks are the business of its flat. */
export const COVERED = ['dark', 'flat', 'bias'] as const satisfies readonly LinkKind[];

export interface Coverage {
  readonly kind: (typeof COVERED)[number];
  readonly covered: Sum;
  readonly missing: Sum;
  /** Lights that the telescope has calibrated: they need none. */
  readonly unneeded: Sum;
}

/** Lights with, without, and without need of each kind of calibration frames. */
export function coverageOf(rows: readonly StatsRow[]): Coverage[] {
  const lights = rows.filter(isLight);
  const unneeded = sumOf(lights.filter(({ calibrated }) => calibrated === null));
  return COVERED.map((kind) => ({
    kind,
    covered: sumOf(lights.filter(({ calibrated }) => calibrated?.includes(kind) ?? false)),
    missing: sumOf(lights.filter(({ calibrated }) => calibrated !== null && !calibrated.includes(kind))),
    unneeded,
  }));
}

/** Percent of the lights that need them, rounded down, so that 100 means all: 97; null where none needs any. */
export function coveredPercent({ covered, missing }: Coverage): number | null {
  const needed = covered.frameCount + missing.frameCount;
  return needed === 0 ? null : Math.floor((100 * covered.frameCount) / needed);
}
