/** Where values with a tolerance lie, so that those which agree are found without comparing each pair. */
import type { Tolerances } from '../../base/matching';
import { wrap } from './cluster';
import { ROUNDING, type Value, type ValueAxis } from './requirement';

/** Every value at its own place, and those in reach around the wanted one. */
export function line(reach: (wanted: number, tolerances: Tolerances) => number): ValueAxis {
  return {
    cell: (value) => value,
    reach(wanted, tolerances) {
      const far = reach(wanted, tolerances) + 2 * ROUNDING;
      return [[wanted - far, wanted + far]];
    },
  };
}

/** Degrees between two angles, the short way round: 2 for 359 and 1. */
export function turn(wanted: Value, offered: Value): number {
  const once = wrap(Number(offered) - Number(wanted), 360);
  return Math.min(once, 360 - once);
}

/**
 * Sectors as wide as the tolerance: a rotator hardly ever comes back to quite the same angle, and in a sector
 * all angles agree with each other. Their order of preference is that of the nights.
 */
export const CIRCLE: ValueAxis = {
  cell: (value, tolerances) => Math.floor(wrap(value, 360) / sector(tolerances)),
  reach(wanted, tolerances) {
    const width = sector(tolerances);
    const far = tolerances.rotator + 2 * ROUNDING;
    if (far >= 180) return [[0, 360 / width]];
    const [from, to] = [wrap(wanted, 360) - far, wrap(wanted, 360) + far];
    const sectors = (low: number, high: number) =>
      [Math.floor(low / width), Math.floor(high / width)] as const;
    if (from < 0) return [sectors(0, to), sectors(from + 360, 360)];
    if (to > 360) return [sectors(from, 360), sectors(0, to - 360)];
    return [sectors(from, to)];
  },
};

/** Degrees. Not below a hundredth, for a tolerance of nothing. */
function sector({ rotator }: Tolerances): number {
  return Math.max(rotator, 0.01);
}
