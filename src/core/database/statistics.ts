/** Figures over the whole archive, straight from the tables. */
import type { Stats } from '../archive';
import { SPELLING } from './sessions';
import type { Sqlite } from './sqlite';

type Figures = Omit<Stats, 'missing' | 'counted'>;

/** Counts everything; over 100,000 frames this takes some 100 ms, which is why the caller keeps the result. */
export function countFigures(sqlite: Sqlite): Figures {
  const types = new Map<string, number>();
  let masters = 0;
  let bytes = 0;
  for (const row of sqlite.all(
    'select type, master, count(*) as n, sum(size) as bytes from frame group by type, master',
  )) {
    const count = Number(row['n']);
    bytes += Number(row['bytes']);
    if (row['master'] === 1) masters += count;
    else types.set(String(row['type']), count);
  }
  const lights = sqlite.get(
    `select count(*) as sessions, count(distinct night) as nights, coalesce(sum(total_exposure), 0) as total
     from session where type = 'light'`,
  );
  return {
    lights: types.get('light') ?? 0,
    darks: types.get('dark') ?? 0,
    flats: types.get('flat') ?? 0,
    biases: types.get('bias') ?? 0,
    flatDarks: types.get('flatDark') ?? 0,
    stacks: types.get('stack') ?? 0,
    unknown: types.get('unknown') ?? 0,
    masters,
    lightSessions: Number(lights?.['sessions'] ?? 0),
    nights: Number(lights?.['nights'] ?? 0),
    totalExposure: Number(lights?.['total'] ?? 0),
    bytes,
    objects: countObjects(sqlite),
    months: sqlite
      .all(
        `select substr(night, 1, 7) as month, sum(frames) as frames, sum(total_exposure) as total
         from session where type = 'light' and night is not null group by month order by month`,
      )
      .map((row) => ({
        month: String(row['month']),
        frames: Number(row['frames']),
        totalExposure: Number(row['total']),
      })),
  };
}

/** Objects with their filters, the longest exposed first. */
function countObjects(sqlite: Sqlite): Figures['objects'] {
  interface Filter {
    filter: string | null;
    frames: number;
    totalExposure: number;
  }
  const objects = new Map<string | null, { object: string | null; filters: Filter[] }>();
  for (const row of sqlite.all(
    `select object_key, ${SPELLING} as object, coalesce(filter, iif(bayer_pattern is null, null, 'OSC')) as shown,
       sum(frames) as frames, sum(total_exposure) as total
     from session where type = 'light' group by object_key, shown order by total desc`,
  )) {
    const key = row['object_key'] === null ? null : String(row['object_key']);
    const entry = objects.get(key) ?? {
      object: row['object'] === null ? null : String(row['object']),
      filters: [],
    };
    entry.filters.push({
      filter: row['shown'] === null ? null : String(row['shown']),
      frames: Number(row['frames']),
      totalExposure: Number(row['total']),
    });
    objects.set(key, entry);
  }
  return [...objects.values()]
    .map(({ object, filters }) => ({
      object,
      frames: filters.reduce((sum, filter) => sum + filter.frames, 0),
      totalExposure: filters.reduce((sum, filter) => sum + filter.totalExposure, 0),
      filters,
    }))
    .sort((a, b) => b.totalExposure - a.totalExposure);
}
