/** Reads what is to be grouped: every frame, or those that share a bucket with one that has changed. */
import type { Shot } from '../../base/shot';
import { type Bucket, Buckets, settingFamilies, type SettingFamily } from '../../rules/sessions/groupFrames';
import { bucketOf, type SessionRow, SessionRows } from '../../storage/database/sessionRows';
import type { Shots } from '../../storage/database/shots';
import type { Sqlite } from '../../storage/database/sqlite';
import type { Stale } from '../../storage/database/stale';
import type { WorkSteps } from './workSteps';

/** Frames as they are stored, in the buckets that they belong into, which are whole. */
export interface Batch {
  readonly shots: readonly Shot[];
  readonly buckets: readonly Bucket[];
}

/** Frames that were read because of changes. */
export interface Touched extends Batch {
  /** Ids of the buckets that were read. */
  readonly scope: ReadonlySet<string>;
}

/** Rows between two looks at whether somebody wants to cancel. */
const PAGE = 500;
/** Settings that are read at a time, as many as make whole families; a setting has a few dozen frames. */
const SETTINGS_AT_ONCE = 50;

/** Every frame, a few buckets at a time, so that never all of them are in memory; lights first. */
export function* readAll(reader: Shots): Generator<Batch> {
  const families = settingFamilies(reader.settings());
  const lights = families.filter(({ type }) => type === 'light');
  const others = families.filter(({ type }) => type !== 'light');
  yield* readFamilies(reader, lights);
  yield* readFamilies(reader, others);
}

function* readFamilies(reader: Shots, families: readonly SettingFamily[]): Generator<Batch> {
  let settings: number[] = [];
  for (const [index, family] of families.entries()) {
    settings = settings.concat(family.settings);
    if (settings.length < SETTINGS_AT_ONCE && index < families.length - 1) continue;
    const shots = reader.ofSettings(settings);
    const buckets = new Buckets();
    buckets.add(shots);
    yield { shots, buckets: buckets.all };
    settings = [];
  }
}

/**
 * The buckets that changed frames have come into, and those that they have left. All other frames of these
 * are in sessions that say of which bucket they are, or are rejected and in none.
 */
export async function readTouched(
  sqlite: Sqlite,
  reader: Shots,
  stale: Stale,
  stored: ReadonlyMap<string, SessionRow>,
  steps: WorkSteps,
): Promise<Touched> {
  const buckets = new Buckets();
  const changed = reader.stale();
  const left = stale.sessions().flatMap((id) => {
    const row = stored.get(id);
    return row ? [bucketOf(row)] : [];
  });
  const scope = new Set([...left, ...changed.flatMap((shot) => buckets.idOf(shot) ?? [])]);
  await steps.done(0);
  const sessions = new SessionRows(sqlite).idsOfBuckets([...scope]);
  const rejected = reader.rejected().filter((shot) => scope.has(buckets.idOf(shot) ?? ''));
  const found = [...changed, ...reader.ofSessions(sessions), ...rejected];
  const shots = [...new Map(found.map((shot) => [shot.id, shot])).values()];
  buckets.add(shots);
  await steps.done(shots.length);
  const lightsFirst = [...buckets.all].sort(
    (a, b) => Number(a.type !== 'light') - Number(b.type !== 'light'),
  );
  return { shots, buckets: lightsFirst, scope };
}

/** Sessions as they are stored, by id. */
export async function readStored(sqlite: Sqlite, steps: WorkSteps): Promise<Map<string, SessionRow>> {
  const rows = new SessionRows(sqlite);
  const stored = new Map<string, SessionRow>();
  for (let from = ''; ;) {
    const page = rows.page(from, PAGE);
    for (const row of page) stored.set((from = String(row[0])), row);
    await steps.done(0);
    if (page.length < PAGE) return stored;
  }
}
