/** Reads what is to be grouped: every frame, or those that share a bucket with one that has changed. */
import { SessionRows, bucketOf, type SessionRow } from '../database/sessionRows';
import type { Shots } from '../database/shots';
import type { Sqlite } from '../database/sqlite';
import type { Stale } from '../database/stale';
import type { Shot } from '../model';
import { Buckets, type Bucket } from '../sessions/group';
import type { Steps } from './steps';

/** Frames as they are stored, in the buckets that they belong into. */
export interface Read {
  readonly shots: readonly Shot[];
  readonly buckets: readonly Bucket[];
  /** Buckets that were read, whole; null for all. */
  readonly scope: ReadonlySet<string> | null;
}

/** Rows between two looks at whether somebody wants to cancel. */
const PAGE = 500;

export async function readAll(reader: Shots, steps: Steps): Promise<Read> {
  const shots: Shot[] = [];
  const buckets = new Buckets();
  for (let from = 0; ;) {
    const page = reader.page(from, PAGE);
    for (const shot of page) shots.push(shot);
    buckets.add(page);
    await steps.done(page.length);
    const last = page.at(-1);
    if (!last) return { shots, buckets: buckets.all, scope: null };
    from = last.id;
  }
}

/**
 * The buckets that changed frames have come into, and those that they have left. All other frames of these are in
 * sessions that say of which bucket they are, or are rejected and in none.
 */
export async function readTouched(
  sqlite: Sqlite,
  reader: Shots,
  stale: Stale,
  stored: ReadonlyMap<string, SessionRow>,
  steps: Steps,
): Promise<Read> {
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
  return { shots, buckets: buckets.all, scope };
}

/** Sessions as they are stored, by id. */
export async function readStored(sqlite: Sqlite, steps: Steps): Promise<Map<string, SessionRow>> {
  const rows = new SessionRows(sqlite);
  const stored = new Map<string, SessionRow>();
  for (let from = ''; ;) {
    const page = rows.page(from, PAGE);
    for (const row of page) stored.set((from = String(row[0])), row);
    await steps.done(0);
    if (page.length < PAGE) return stored;
  }
}
