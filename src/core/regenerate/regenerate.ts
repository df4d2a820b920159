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
import { followLinks, successors, type Move } from '../sessions/follow';
import { groupBucket, GROUPING_RULES, type SessionOfBucket } from '../sessions/group';
import { linkEach, type ManualLinks } from '../sessions/match';
import { frameNamer } from '../sessions/userAliases';
import { sessionTitle } from '../words';
import { addFrameChanges, rowsToPut, sessionChanges, type FrameChanges } from './changes';
import { readAll, readStored, readTouched, type Batch } from './read';
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
  // Every frame is grouped, and every session linked.
  if (whole) steps.expect(2 * parts.frames.count());
  const touched = whole ? null : await readTouched(sqlite, shots, stale, stored, steps);
  const { read, groups, frames, moves } = await group(
    touched ? [touched] : readAll(shots),
    tolerances,
    steps,
  );
  const changes = sessionChanges(stored, groups, touched?.scope ?? null);
  const { sessions, removed } = changes;
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
    `Regenerate: ${whole ? 'all' : 'changed'} frames, ${read}; ${counts.lightSessions} light sessions, ` +
      `${counts.calibrationSessions} calibration sessions, ${changes.changed.length} of them changed, ${removed.length} gone, ` +
      `${counts.unlinked} light sessions without a link, ${seconds.toFixed(2)} s`,
  );
  return { ...counts, seconds };
}

/** Beyond a quarter of a large archive it is quicker to read all frames in their order. */
function isMuch(stale: Stale, frames: Frames): boolean {
  return stale.frames() > Math.max(1000, frames.count() / 4);
}

interface Grouped {
  /** How many frames were read. */
  readonly read: number;
  readonly groups: readonly Omit<SessionOfBucket, 'shots'>[];
  readonly frames: FrameChanges;
  readonly moves: readonly Move[];
}

/** Batch by batch; of the frames, only what changes is kept. */
async function group(batches: Iterable<Batch>, tolerances: Tolerances, steps: Steps): Promise<Grouped> {
  let read = 0;
  const groups: Omit<SessionOfBucket, 'shots'>[] = [];
  const frames: FrameChanges = new Map();
  const moves: Move[] = [];
  for (const { shots, buckets } of batches) {
    const made: SessionOfBucket[] = [];
    for (const bucket of buckets) {
      steps.phase(bucket.type === 'light' ? 'Light sessions' : 'Calibration sessions');
      const first = made.length;
      for (const one of groupBucket(bucket, tolerances)) made.push(one);
      const pause = steps.done(bucket.frames.length, () => titleOf(made[first]));
      if (pause) await pause;
    }
    read += shots.length;
    for (const move of addFrameChanges(frames, shots, made)) moves.push(move);
    for (const { session, bucket } of made) groups.push({ session, bucket });
  }
  return { read, groups, frames, moves };
}

function titleOf(group: SessionOfBucket | undefined): string {
  return group ? sessionTitle(group.session) : '';
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
