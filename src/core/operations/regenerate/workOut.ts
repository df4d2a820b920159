/**
 * Works out the sessions and their links, and what of them differs from what is stored: reads, groups lights,
 * groups calibration frames, links. Writes nothing.
 */
import type { RegenerateRequest, SessionsReport } from '../../api/archive';
import type { Tolerances } from '../../base/matching';
import type { Context } from '../../base/ports';
import { LINK_KINDS, type LinkKind, type Links, type Session } from '../../base/session';
import { SETTING_FIELDS } from '../../base/shot';
import { frameNamer } from '../../rules/names/namer';
import type { EarlierLinks } from '../../rules/sessions/chooser';
import { groupBucket, GROUPING_RULES, type SessionOfBucket } from '../../rules/sessions/groupFrames';
import { linkEach, type ManualLinks } from '../../rules/sessions/linkSessions';
import { followLinks, type SessionMove, successors } from '../../rules/sessions/successors';
import type { Frames } from '../../storage/database/frames';
import { readRules } from '../../storage/database/nameRules';
import { linksOf, type SessionRow } from '../../storage/database/sessionRows';
import type { Sessions } from '../../storage/database/sessions';
import { Shots } from '../../storage/database/shots';
import type { Sqlite } from '../../storage/database/sqlite';
import { Stale } from '../../storage/database/stale';
import { sessionTitle } from '../../text/words';
import { type Batch, readAll, readStored, readTouched } from './readShots';
import { addFrameChanges, type FrameChanges, rowsToPut, sessionChanges } from './sessionChanges';
import { WorkSteps } from './workSteps';

export interface WorkParts {
  readonly sqlite: Sqlite;
  readonly frames: Frames;
  readonly sessions: Sessions;
  readonly tolerances: Tolerances;
}

/** The result of a regeneration. */
export interface WorkedOut {
  /** Whether every frame was looked at, and how many were. */
  readonly whole: boolean;
  readonly read: number;
  /** Whether anything is to be written. */
  readonly differs: boolean;
  /** Rows of sessions that are new or other than they are stored, their links included. */
  readonly put: readonly SessionRow[];
  /** How many sessions are new or other than they were, their links left aside. */
  readonly changed: number;
  /** Ids of sessions that are no more. */
  readonly removed: readonly string[];
  readonly frames: FrameChanges;
  /** Old id of a session to the id of the one that its frames have gone to. */
  readonly moved: ReadonlyMap<string, string>;
  /** The links by hand as they will be; null where they stay as they are. */
  readonly manual: ManualLinks | null;
  readonly counts: Omit<SessionsReport, 'seconds'>;
  /** Rules and settings that the sessions are made with, to be noted with them. */
  readonly madeWith: string;
}

/** Names that grouping reads; who observed from where makes no other session. */
const GROUPED_BY: ReadonlySet<string> = new Set(SETTING_FIELDS);

/** Rejects with `cancelled`. */
export async function workOut(
  request: RegenerateRequest,
  parts: WorkParts,
  context: Context,
): Promise<WorkedOut> {
  const { sqlite, tolerances } = parts;
  const steps = await WorkSteps.begin(context);
  const stale = new Stale(sqlite);
  const aliases = readRules(sqlite).filter(({ kind }) => GROUPED_BY.has(kind));
  const madeWith = JSON.stringify([GROUPING_RULES, tolerances, aliases]);
  const isNew = stale.madeWith() !== madeWith;
  const whole = request.full === true || isNew || isMuch(stale, parts.frames);

  const shots = new Shots(sqlite, frameNamer(aliases));
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
  const earlier = { links: new Map([...stored].map(([id, row]) => [id, linksOf(row)])), changed };
  const links = await link(sessions, tolerances, manual, whole ? undefined : earlier, steps);
  const put = rowsToPut(changes, stored, links);
  return {
    whole,
    read,
    put,
    removed,
    frames,
    moved,
    madeWith,
    differs: isNew || put.length + frames.size + changed.size + stale.frameCount() > 0,
    changed: changes.changed.length,
    manual: manual === before ? null : manual,
    counts: countSessions(sessions, links),
  };
}

/** Beyond a quarter of a large archive it is quicker to read all frames in their order. */
function isMuch(stale: Stale, frames: Frames): boolean {
  return stale.frameCount() > Math.max(1000, frames.count() / 4);
}

interface Grouped {
  /** How many frames were read. */
  readonly read: number;
  readonly groups: readonly Omit<SessionOfBucket, 'shots'>[];
  readonly frames: FrameChanges;
  readonly moves: readonly SessionMove[];
}

/** Batch by batch; of the frames, only what changes is kept. */
async function group(batches: Iterable<Batch>, tolerances: Tolerances, steps: WorkSteps): Promise<Grouped> {
  let read = 0;
  const groups: Omit<SessionOfBucket, 'shots'>[] = [];
  const frames: FrameChanges = new Map();
  const moves: SessionMove[] = [];
  for (const { shots, buckets } of batches) {
    const made: SessionOfBucket[] = [];
    for (const bucket of buckets) {
      steps.phase(bucket.type === 'light' ? 'Grouping lights' : 'Grouping calibration frames');
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
  tolerances: Tolerances,
  manual: ManualLinks,
  earlier: EarlierLinks | undefined,
  steps: WorkSteps,
): Promise<Map<string, Links>> {
  steps.phase('Matching calibrations');
  const links = new Map<string, Links>();
  for (const [session, own] of linkEach(sessions, tolerances, manual, earlier)) {
    links.set(session.id, own);
    const pause = steps.done(session.frameCount, () => sessionTitle(session));
    if (pause) await pause;
  }
  return links;
}

/** How many light sessions found each kind, and how many found none at all. */
function countSessions(
  sessions: readonly Session[],
  links: ReadonlyMap<string, Links>,
): Omit<SessionsReport, 'seconds'> {
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
