/** Figures over the whole archive, straight from the tables. */
import type { Stats } from '../../api/archive';
import { compareFilters } from '../../rules/names/filterNames';
import { calibratedCopies, type Copies, DELIVERED, NO_COPIES } from './copies';
import { FRAMES_BY_SETTING } from './settingTable';
import type { Sqlite } from './sqlite';

type Figures = Omit<Stats, 'missing' | 'counted'>;

/** Counts everything; the caller keeps the result. */
export function countFigures(sqlite: Sqlite): Figures {
  const { types, masters } = countTypes(sqlite);
  const copies = calibratedCopies(sqlite);
  const copied = [...copies.values()].reduce((sum, { frameCount }) => sum + frameCount, 0);
  const bytes = Number(sqlite.get('select sum(size) as bytes from frame')?.['bytes'] ?? 0);
  return {
    lights: (types.get('light') ?? 0) - copied,
    darks: types.get('dark') ?? 0,
    flats: types.get('flat') ?? 0,
    biases: types.get('bias') ?? 0,
    flatDarks: types.get('flatDark') ?? 0,
    stacks: types.get('stack') ?? 0,
    processed: (types.get('processed') ?? 0) + copied,
    unknown: types.get('unknown') ?? 0,
    masters,
    bytes,
    ...countLights(readLights(sqlite, copies)),
  };
}

/** Processed frames are a type of their own here, but for lights that were delivered calibrated. */
export const COUNTED_TYPE = `iif(processing is null or ${DELIVERED}, type, 'processed')`;

const BY_TYPE = `select ${COUNTED_TYPE} as counted_type, master, sum(counted.frames) from ${FRAMES_BY_SETTING} as counted
  join setting on setting.id = counted.setting group by counted_type, master`;

/** How many frames there are of each type, and how many masters. */
function countTypes(sqlite: Sqlite): { types: Map<string, number>; masters: number } {
  const types = new Map<string, number>();
  let masters = 0;
  for (const [type, master, n] of sqlite.rows(BY_TYPE)) {
    if (master === 1) masters += Number(n);
    else types.set(String(type), (types.get(String(type)) ?? 0) + Number(n));
  }
  return { types, masters };
}

/** What is counted of a session of lights; `filter` is `OSC` for a colour camera without one. */
export interface AcceptedLight {
  readonly key: string | null;
  readonly object: string | null;
  readonly filter: string | null;
  readonly night: string | null;
  readonly frameCount: number;
  readonly totalExposure: number;
}

/** Lights by their sessions. Rejected frames are in none, and copies of raw frames do not count. */
export function readLights(
  sqlite: Sqlite,
  copies: ReadonlyMap<string | null, Copies> = calibratedCopies(sqlite),
): AcceptedLight[] {
  return sqlite
    .rows(
      `select id, object_key, object, coalesce(filter, iif(bayer_pattern is null, null, 'OSC')), night, frames, total_exposure
       from session where type = 'light' order by id`,
    )
    .map(([id, key, object, filter, night, frames, totalExposure]) => {
      const copied = copies.get(String(id)) ?? NO_COPIES;
      return {
        key: key as string | null,
        object: object as string | null,
        filter: filter as string | null,
        night: night as string | null,
        frameCount: Number(frames) - copied.frameCount,
        totalExposure: Number(totalExposure) - copied.totalExposure,
      };
    });
}

type LightFigures = Pick<Figures, 'lightSessions' | 'nights' | 'totalExposure' | 'objects' | 'months'>;

function countLights(lights: readonly AcceptedLight[]): LightFigures {
  const dated = lights.filter(({ night }) => night !== null);
  const months = [...grouped(dated, ({ night }) => night?.slice(0, 7) ?? '')];
  return {
    lightSessions: lights.length,
    nights: new Set(dated.map(({ night }) => night)).size,
    totalExposure: sum(lights).totalExposure,
    objects: [...grouped(lights, ({ key }) => key).values()].map(countObject).sort(longestFirst),
    months: months
      .map(([month, own]) => ({ month, ...sum(own) }))
      .sort((a, b) => (a.month < b.month ? -1 : 1)),
  };
}

/** An object by the spelling that most of its frames carry, with its filters. */
function countObject(lights: readonly AcceptedLight[]): Figures['objects'][number] {
  const [spelling] = [...grouped(lights, ({ object }) => object)]
    .map(([object, own]) => ({ object, frameCount: sum(own).frameCount }))
    .sort((a, b) => b.frameCount - a.frameCount || ((a.object ?? '') < (b.object ?? '') ? -1 : 1));
  const filters = [...grouped(lights, ({ filter }) => filter)]
    .map(([filter, own]) => ({ filter, ...sum(own) }))
    .sort((a, b) => compareFilters(a.filter, b.filter));
  return { object: spelling?.object ?? null, ...sum(lights), filters };
}

function longestFirst(a: { readonly totalExposure: number }, b: { readonly totalExposure: number }): number {
  return b.totalExposure - a.totalExposure;
}

function sum(lights: readonly AcceptedLight[]): { frameCount: number; totalExposure: number } {
  const total = { frameCount: 0, totalExposure: 0 };
  for (const { frameCount, totalExposure } of lights) {
    total.frameCount += frameCount;
    total.totalExposure += totalExposure;
  }
  return total;
}

function grouped<K>(
  lights: readonly AcceptedLight[],
  keyOf: (light: AcceptedLight) => K,
): Map<K, AcceptedLight[]> {
  const groups = new Map<K, AcceptedLight[]>();
  for (const light of lights) {
    const key = keyOf(light);
    const group = groups.get(key);
    if (group) group.push(light);
    else groups.set(key, [light]);
  }
  return groups;
}
