/** Sums over rows of statistics: totals, groups of lights, nights. Pure. */
import type { CountedKind, StatsRow } from '../../api/archive';
import { compareFilters } from '../names/filterNames';
import { isLight, rigOf } from './selection';

/** What a bar or a cell stands for. */
export interface Sum {
  readonly frameCount: number;
  /** Seconds. */
  readonly totalExposure: number;
  /** Ids of the sessions that are in it. */
  readonly sessions: readonly string[];
}

export interface Totals {
  /** Frames of each kind; lights are those in sessions, copies count as processed. */
  readonly kinds: Readonly<Record<CountedKind, number>>;
  /** Lights that the user has rejected. */
  readonly rejected: number;
  /** Lights that are in no session and were not rejected: sessions were not regenerated yet. */
  readonly loose: number;
  readonly lightSessions: number;
  readonly nights: number;
  readonly objects: number;
  /** Seconds of light. */
  readonly totalExposure: number;
  readonly files: number;
  readonly bytes: number;
}

export function totalsOf(rows: readonly StatsRow[]): Totals {
  const kinds: Record<CountedKind, number> = {
    ...{ light: 0, dark: 0, flat: 0, bias: 0, flatDark: 0, stack: 0, unknown: 0, processed: 0, master: 0 },
  };
  const total = { rejected: 0, loose: 0, files: 0, bytes: 0 };
  for (const row of rows) {
    kinds.processed += row.copies;
    total.files += row.files;
    total.bytes += row.bytes;
    if (row.kind !== 'light' || isLight(row)) kinds[row.kind] += row.frameCount;
    else if (row.rejected) total.rejected += row.frameCount;
    else total.loose += row.frameCount;
  }
  const lights = rows.filter(isLight);
  return {
    ...total,
    kinds,
    lightSessions: lights.length,
    nights: distinct(lights.map(({ night }) => night)),
    objects: distinct(lights.map(({ object }) => object)),
    totalExposure: lights.reduce((sum, { totalExposure }) => sum + totalExposure, 0),
  };
}

function distinct(values: readonly (string | null)[]): number {
  return new Set(values.filter((value) => value !== null)).size;
}

/** By what lights are grouped. */
export const GROUPINGS = ['object', 'rig', 'telescope', 'camera', 'filter'] as const;
export type Grouping = (typeof GROUPINGS)[number];

const NAME_OF: Readonly<Record<Grouping, (row: StatsRow) => string | null>> = {
  object: ({ object }) => object,
  rig: rigOf,
  telescope: ({ telescope }) => telescope,
  camera: ({ imager }) => imager,
  filter: ({ filter }) => filter,
};

export interface LightSum extends Sum {
  /** Null for lights whose header does not say. */
  readonly name: string | null;
  readonly nights: number;
  readonly lastNight: string | null;
  /** In the order of filters everywhere. */
  readonly filters: readonly (Sum & { readonly filter: string | null })[];
}

/** Groups of lights, those with the longest exposure first; those without a name last. */
export function groupLights(rows: readonly StatsRow[], by: Grouping): LightSum[] {
  return [...grouped(rows.filter(isLight), NAME_OF[by])]
    .map(([name, own]) => {
      const nights = own.flatMap(({ night }) => (night === null ? [] : [night]));
      return {
        ...{ name, ...sumOf(own), nights: new Set(nights).size },
        lastNight: nights.reduce<string | null>(
          (last, night) => (last === null || night > last ? night : last),
          null,
        ),
        filters: [...grouped(own, ({ filter }) => filter)]
          .map(([filter, part]) => ({ filter, ...sumOf(part) }))
          .sort((a, b) => compareFilters(a.filter, b.filter)),
      };
    })
    .sort((a, b) => Number(a.name === null) - Number(b.name === null) || b.totalExposure - a.totalExposure);
}

export interface NightSum extends Sum {
  readonly night: string;
  /** Names of what was taken, each once. */
  readonly objects: readonly string[];
}

/** Lights by night, the oldest first. */
export function nightsOf(rows: readonly StatsRow[]): NightSum[] {
  return [...grouped(rows.filter(isLight), ({ night }) => night)]
    .flatMap(([night, own]) => {
      if (night === null) return [];
      const objects = new Set(own.flatMap(({ object }) => (object === null ? [] : [object])));
      return [{ night, ...sumOf(own), objects: [...objects] }];
    })
    .sort((a, b) => (a.night < b.night ? -1 : 1));
}

/** Frames and seconds that count, and the sessions. */
export function sumOf(rows: readonly StatsRow[]): Sum {
  let [frameCount, totalExposure] = [0, 0];
  const sessions: string[] = [];
  for (const row of rows) {
    frameCount += row.frameCount;
    totalExposure += row.totalExposure;
    if (row.session !== null) sessions.push(row.session);
  }
  return { frameCount, totalExposure, sessions };
}

export function grouped<K>(rows: readonly StatsRow[], keyOf: (row: StatsRow) => K): Map<K, StatsRow[]> {
  const groups = new Map<K, StatsRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
