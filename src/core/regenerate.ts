/**
 * Makes the sessions and their links anew: clear, light sessions, calibration sessions, links. Everything is
 * worked out before anything is written, and written in one transaction, so that a cancel or a failure leaves
 * the old sessions as they were.
 */
import type { RegenerateReport } from './archive';
import type { Database } from './database/database';
import type { Frames } from './database/frames';
import { recordOperation } from './database/operations';
import type { Sessions } from './database/sessions';
import { CancelledError } from './errors';
import {
  LINK_KINDS,
  type ArchivedFrame,
  type LinkKind,
  type Links,
  type Session,
  type Tolerances,
} from './model';
import { Breather } from './pause';
import type { Context, Log } from './ports';
import { Meter } from './progress';
import { followLinks, successors } from './sessions/follow';
import { groupFrames, type SessionGroup } from './sessions/group';
import { linkSessions } from './sessions/match';
import { objectKey } from './sessions/objectName';

export interface RegenerateParts {
  readonly database: Database;
  readonly frames: Frames;
  readonly sessions: Sessions;
  readonly tolerances: Tolerances;
  readonly log: Log;
}

/** Rejects with `cancelled`; the sessions are then as they were before. */
export async function regenerate(parts: RegenerateParts, context: Context): Promise<RegenerateReport> {
  const { database, frames, sessions, tolerances, log } = parts;
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const meter = new Meter(context.progress, 'Reading the archive');
  const pause = await stepper(context);
  const all = await readFrames(frames, meter, pause);

  meter.phase('Light sessions');
  const lights = groupFrames(
    all.filter((frame) => frame.type === 'light'),
    tolerances,
  );
  await pause();
  meter.phase('Calibration sessions');
  const calibrations = groupFrames(
    all.filter((frame) => frame.type !== 'light'),
    tolerances,
  );
  await pause();
  meter.phase('Links');
  const groups = [...lights, ...calibrations];
  const membership = membershipOf(groups);
  const before = sessions.manualLinks();
  const moved = successors(all, membership, new Set(groups.map(({ session }) => session.id)));
  const manual = followLinks(before, moved);
  const links = linkSessions(
    groups.map((group) => group.session),
    tolerances,
    manual,
  );
  await pause();

  const counts = countLinks(lights, links);
  database.write((sqlite) => {
    sessions.clear();
    if (manual !== before) sessions.replaceManualLinks(manual);
    for (const { session } of groups) store(session, links.get(session.id), sessions);
    storeMembership(all, membership, frames);
    const summary = { lightSessions: lights.length, calibrationSessions: calibrations.length, ...counts };
    recordOperation(sqlite, { kind: 'regenerate', started: startedAt, summary });
  });
  await database.flush();
  const seconds = (performance.now() - started) / 1000;
  log.info(
    `Regenerate: ${all.length} frames, ${lights.length} light sessions, ${calibrations.length} calibration ` +
      `sessions, ${counts.unlinked} light sessions without a link, ${seconds.toFixed(1)} s`,
  );
  return { lightSessions: lights.length, calibrationSessions: calibrations.length, ...counts, seconds };
}

const PAGE = 1000;

async function readFrames(
  frames: Frames,
  meter: Meter,
  pause: () => Promise<void>,
): Promise<ArchivedFrame[]> {
  meter.expect(frames.count());
  const all: ArchivedFrame[] = [];
  for (let from = 0; ;) {
    const page = frames.page({ from, limit: PAGE });
    all.push(...page);
    meter.step(undefined, page.length);
    await pause();
    const last = page.at(-1);
    if (page.length < PAGE || last === undefined) return all;
    from = last.id;
  }
}

/** Lets messages in, and stops the work where one of them was a cancel. */
async function stepper({ cancel }: Context): Promise<() => Promise<void>> {
  const breather = new Breather();
  const step = async () => {
    await breather.breathe();
    if (cancel.isCancellationRequested) throw new CancelledError();
  };
  await step();
  return step;
}

function store(session: Session, links: Links | undefined, sessions: Sessions): void {
  sessions.insert(session, session.object === null ? null : objectKey(session.object));
  for (const kind of LINK_KINDS) {
    const target = links?.[kind];
    if (target) sessions.insertLink(session.id, kind, target);
  }
}

/** Frame to session. */
function membershipOf(groups: readonly SessionGroup[]): Map<number, string> {
  const membership = new Map<number, string>();
  for (const { session, frames } of groups) for (const id of frames) membership.set(id, session.id);
  return membership;
}

/** Writes only what has changed: most frames stay in their session when an archive is regenerated. */
function storeMembership(
  all: readonly ArchivedFrame[],
  membership: ReadonlyMap<number, string>,
  frames: Frames,
): void {
  for (const { id, session } of all) {
    const next = membership.get(id) ?? null;
    if (next !== session) frames.setSession(id, next);
  }
}

/** How many light sessions found each kind, and how many found none at all. */
function countLinks(lights: readonly SessionGroup[], links: ReadonlyMap<string, Links>) {
  const counts: Record<LinkKind, number> = { bias: 0, dark: 0, flat: 0, flatDark: 0 };
  let unlinked = 0;
  for (const { session } of lights) {
    const own = links.get(session.id);
    const found = LINK_KINDS.filter((kind) => own?.[kind]);
    for (const kind of found) counts[kind]++;
    if (found.length === 0) unlinked++;
  }
  return { links: counts, unlinked };
}
