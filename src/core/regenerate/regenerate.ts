/**
 * Makes the sessions and their links anew: reads, groups lights, groups calibration frames, links. Everything is
 * worked out before anything is written, and only what differs is written, in one transaction, so that a cancel
 * or a failure leaves the old sessions as they were. Where the sessions were made with the same rules and settings
 * before, only the buckets of changed frames are looked at; the outcome is the same.
 */
import type { RegenerateReport, RegenerateRequest } from '../archive';
import { readAliases } from '../database/aliases';
import type { Database } from '../database/database';
import type { Frames } from '../database/frames';
import { moveNote } from '../database/notes';
import { recordOperation } from '../database/operations';
import { linksOf, SessionRows } from '../database/sessionRows';
import type { Sessions } from '../database/sessions';
import { Shots } from '../database/shots';
import { Stale } from '../database/stale';
import { LINK_KINDS, SETTING_FIELDS } from '../model';
import type { LinkKind, Links, Session, Tolerances } from '../model';
import type { Context, Log } from '../ports';
import type { EarlierLinks } from '../sessions/chooser';
import { followLinks, successors } from '../sessions/follow';
import { groupBucket, GROUPING_RULES, type Bucket, type SessionOfBucket } from '../sessions/group';
import { linkEach, type ManualLinks } from '../sessions/match';
import { frameNamer } from '../sessions/userAliases';
import { sessionTitle } from '../words';
import { frameChanges, rowsToPut, sessionChanges } from './changes';
import { readAll, readStored, readTouched } from './read';
import { Steps } from './steps';

export interface RegenerateParts {
  readonly database: Database;
  readonly frames: Frames;
  readonly sessions: Sessions;
  readonly tolerances: Tolerances;
  readonly log: Log;
}

/** Names that grouping reads; who observed from where makes no other session. */
const GROUPED_BY: ReadonlySet<string> = new Set(SETTING_FIELDS);

/** Rejects with `cancelled`; the sessions are then as they were before. */
export async function regenerate(
  request: RegenerateRequest,
  parts: RegenerateParts,
  context: Context,
): Promise<RegenerateReport> {
  const { database, tolerances } = parts;
  const { sqlite } = database;
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const steps = await Steps.begin(context);
  const rows = new SessionRows(sqlite);
  const stale = new Stale(sqlite);
  const aliases = readAliases(sqlite).filter(({ kind }) => GROUPED_BY.has(kind));
  const madeWith = JSON.stringify([GROUPING_RULES, tolerances, aliases]);
  const shots = new Shots(sqlite, frameNamer(aliases));
  const isNew = stale.madeWith() !== madeWith;
  const whole = request.full === true || isNew || isMuch(stale, parts.frames);

  const stored = await readStored(sqlite, steps);
  // Every frame is read, grouped and linked.
  if (whole) steps.expect(3 * parts.frames.count());
  const read = whole ? await readAll(shots, steps) : await readTouched(sqlite, shots, stale, stored, steps);
  const groups = await group(read.buckets, tolerances, steps);
  const changes = sessionChanges(stored, groups, read.scope);
  const { sessions, removed } = changes;
  const { frames, moves } = frameChanges(read.shots, groups);
  const before = parts.sessions.manualLinks();
  const moved = successors(moves, new Set(sessions.map(({ id }) => id)));
  const manual = followLinks(before, moved);
  const changed = new Set([...changes.changed, ...removed, ...stale.sessions()]);
  const made = { links: new Map([...stored].map(([id, row]) => [id, linksOf(row)])), changed };
  const links = await link(sessions, parts, manual, whole ? undefined : made, steps);
  const put = rowsToPut(changes, stored, links);

  const counts = countSessions(sessions, links);
  const record = () => {
    recordOperation(sqlite, { kind: 'regenerate', started: startedAt, summary: { ...counts } });
  };
  const differing = put.length + frames.size + changed.size + stale.frames();
  if (isNew || differing > 0) {
    database.write(() => {
      if (manual !== before) parts.sessions.replaceManualLinks(manual);
      for (const [from, to] of moved) moveNote(sqlite, 'session', from, to);
      for (const id of removed) rows.remove(id);
      for (const row of put) rows.put(row);
      rows.putFrames(frames);
      if (whole) parts.frames.forgetUnusedSettings();
      stale.done(madeWith);
      record();
    });
    await database.flush();
  } else if (whole) {
    // That everything is as it was is not worth writing the whole database for.
    database.jot(record);
  }
  const seconds = (performance.now() - started) / 1000;
  parts.log.info(
    `Regenerate: ${whole ? 'all' : 'changed'} frames, ${read.shots.length}; ${counts.lightSessions} light sessions, ` +
      `${counts.calibrationSessions} calibration sessions, ${changes.changed.length} of them changed, ${removed.length} gone, ` +
      `${counts.unlinked} light sessions without a link, ${seconds.toFixed(2)} s`,
  );
  return { ...counts, seconds };
}

/** Beyond a quarter of a large archive it is quicker to read all frames in their order. */
function isMuch(stale: Stale, frames: Frames): boolean {
  return stale.frames() > Math.max(1000, frames.count() / 4);
}

async function group(
  buckets: readonly Bucket[],
  tolerances: Tolerances,
  steps: Steps,
): Promise<SessionOfBucket[]> {
  const groups: SessionOfBucket[] = [];
  for (const phase of ['Light sessions', 'Calibration sessions']) {
    steps.phase(phase);
    for (const bucket of buckets) {
      if ((bucket.type === 'light') !== (phase === 'Light sessions')) continue;
      const made = groupBucket(bucket, tolerances);
      for (const one of made) groups.push(one);
      const pause = steps.done(
        bucket.frames.length,
        () => made.map(({ session }) => sessionTitle(session))[0] ?? '',
      );
      if (pause) await pause;
    }
  }
  return groups;
}

async function link(
  sessions: readonly Session[],
  { tolerances }: RegenerateParts,
  manual: ManualLinks,
  earlier: EarlierLinks | undefined,
  steps: Steps,
): Promise<Map<string, Links>> {
  steps.phase('Links');
  const links = new Map<string, Links>();
  for (const [session, own] of linkEach(sessions, tolerances, manual, earlier)) {
    links.set(session.id, own);
    const pause = steps.done(session.frames, () => sessionTitle(session));
    if (pause) await pause;
  }
  return links;
}

/** How many light sessions found each kind, and how many found none at all. */
function countSessions(
  sessions: readonly Session[],
  links: ReadonlyMap<string, Links>,
): Omit<RegenerateReport, 'seconds'> {
  const counts: Record<LinkKind, number> = { bias: 0, dark: 0, flat: 0, flatDark: 0 };
  const lights = sessions.filter(({ type }) => type === 'light');
  let unlinked = 0;
  for (const { id } of lights) {
    const own = links.get(id);
    const found = LINK_KINDS.filter((kind) => own?.[kind]);
    for (const kind of found) counts[kind]++;
    if (found.length === 0) unlinked++;
  }
  const calibrationSessions = sessions.length - lights.length;
  return { lightSessions: lights.length, calibrationSessions, links: counts, unlinked };
}
