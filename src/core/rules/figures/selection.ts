/** One choice for all figures: a time, a rig, an object. Pure. */
import type { StatsRow } from '../../api/archive';

export interface Selection {
  /** First night, `2024-01-01`; null for no limit. Frames without a date are in no limited time. */
  readonly from: string | null;
  /** Last night. */
  readonly to: string | null;
  /** As `rigOf` calls it; null for all. */
  readonly rig: string | null;
  /** As rows spell it; null for all. */
  readonly object: string | null;
}

export const EVERYTHING: Selection = { from: null, to: null, rig: null, object: null };

/** Rows of this time, rig and object, in their order. */
export function selected(rows: readonly StatsRow[], selection: Selection): readonly StatsRow[] {
  const { from, to, rig, object } = selection;
  if (from === null && to === null && rig === null && object === null) return rows;
  return rows.filter((row) => {
    if (from !== null && (row.night === null || row.night < from)) return false;
    if (to !== null && (row.night === null || row.night > to)) return false;
    if (rig !== null && rigOf(row) !== rig) return false;
    return object === null || row.object === object;
  });
}

/** Telescope and camera: `FSQ106 + ASI2600MM`; one of them where the other is not known, null for neither. */
export function rigOf({ telescope, imager }: Pick<StatsRow, 'telescope' | 'imager'>): string | null {
  const parts = [telescope, imager].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' + ');
}

/** What can be chosen, each once: rigs and objects of lights by name, years of nights, the newest first. */
export function choices(rows: readonly StatsRow[]): {
  readonly rigs: readonly string[];
  readonly objects: readonly string[];
  readonly years: readonly string[];
} {
  const lights = rows.filter(isLight);
  const named = (names: readonly (string | null)[]) =>
    [...new Set(names)].filter((name) => name !== null).sort(BY_NAME.compare);
  return {
    rigs: named(lights.map(rigOf)),
    objects: named(lights.map(({ object }) => object)),
    years: named(rows.map(({ night }) => night?.slice(0, 4) ?? null)).reverse(),
  };
}

/** A session of lights: what hours are counted on. */
export function isLight({ kind, session }: StatsRow): boolean {
  return kind === 'light' && session !== null;
}

/** `M 9` before `M 31`. */
export const BY_NAME = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
