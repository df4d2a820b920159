/** A checkout from the archive: gathers the sessions and their links, plans, and makes the folder. */
import type { CheckoutReport, CheckoutRequest } from '../../api/archive';
import type { ArchivedFrame } from '../../base/archivedFrame';
import { english } from '../../base/english';
import { ArchiveError, CancelledError } from '../../base/errors';
import type { Tolerances } from '../../base/matching';
import { Breather } from '../../base/pause';
import type { Context, Log } from '../../base/ports';
import type { LinkKind, Session } from '../../base/session';
import { failedRequirements } from '../../rules/sessions/criteria';
import { wantsCalibration } from '../../rules/sessions/linkSessions';
import { sirilVersion } from '../../siril/running/runSiril';
import { dialect } from '../../siril/script/dialect';
import type { Database } from '../../storage/database/database';
import type { Frames } from '../../storage/database/frames';
import { recordOperation } from '../../storage/database/operations';
import type { Results } from '../../storage/database/results';
import { findSession, type Sessions } from '../../storage/database/sessions';
import type { Identity } from '../../storage/identity/identity';
import { bytesText, countText } from '../../text/words';
import { applyCheckout, previewCheckout } from './applyCheckout';
import { measuredLevel } from './level';
import { ownerOf } from './owner';
import { readPixels } from './pixels';
import { planCheckout } from './planCheckout';
import { reasons } from './remarks';
import { readTemplate } from './scriptFile';
import type { CheckoutInput, CheckoutSession, SessionFrames } from './types';

export interface CheckoutParts {
  readonly database: Database;
  readonly frames: Frames;
  readonly sessions: Sessions;
  readonly results: Pick<Results, 'starlessOf'>;
  readonly identity: Identity | null;
  /** The program to ask for its version; null for the one on the path. */
  readonly sirilPath: string | null;
  readonly tolerances: Tolerances;
  readonly log: Log;
}

export async function checkoutSessions(
  request: CheckoutRequest,
  parts: CheckoutParts,
  context: Context,
): Promise<CheckoutReport> {
  const named = [...new Set(request.sessions)].map((id) => findSession(parts.sessions, id));
  // Two beginnings of an id can mean one session.
  const found = [...new Map(named.map((session) => [session.id, session])).values()];
  const startedAt = new Date().toISOString();
  const started = performance.now();
  const other = found.find((session) => session.type !== 'light');
  if (found.length === 0 || other) {
    throw new ArchiveError(
      'request',
      other ? english('Session {0} is not of lights', other.id) : english('No session was named'),
      { advice: english('Name light sessions; their calibration frames come along.') },
    );
  }
  const version = request.siril ?? (await sirilVersion(parts.sirilPath ?? undefined));
  const plan = planCheckout(await inputOf(request, found, parts, context), {
    compose: request.compose ?? null,
    siril: version,
  });
  const options = {
    to: request.to,
    dialect: dialect(version),
    copy: request.copy,
    copyWhereNeeded: request.copyWhereNeeded ?? false,
    template: request.template ? readTemplate(request.template) : null,
    owner: ownerOf(parts),
    context,
  };
  if (request.dryRun) return previewCheckout(plan, options);
  const report = await applyCheckout(plan, options);
  parts.database.write((sqlite) =>
    recordOperation(sqlite, {
      kind: 'checkout',
      started: startedAt,
      summary: {
        folder: report.folder,
        sessions: found.map((session) => session.id),
        home: parts.identity?.home ?? null,
      },
    }),
  );
  await parts.database.flush();
  for (const { way, files, bytes, reason } of report.links) {
    parts.log.info(
      `Checkout ${report.folder}: ${countText(files, 'file')} by ${way} (${bytesText(bytes)}): ${reason}`,
    );
  }
  for (const warning of report.warnings) parts.log.warn(`Checkout ${report.folder}: ${warning}`);
  parts.log.info(
    `Checkout ${report.folder}: ${found.length} sessions, ${report.linked} linked, ${report.copied} copied, ` +
      `${report.unpacked} unpacked, for Siril ${version ?? '(not found)'}, ` +
      `${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  return report;
}

/** The sessions with their frames, why they are linked, and a level where there is no bias. */
async function inputOf(
  request: CheckoutRequest,
  found: readonly Session[],
  parts: CheckoutParts,
  context: Context,
): Promise<CheckoutInput> {
  const { cancel } = context;
  const find = (id: string) => parts.sessions.byId(id) ?? null;
  const { sessions } = gatherCheckout(found, { session: find, frames: (id) => parts.frames.bySession(id) });
  const manual = parts.sessions.manualLinks();
  const given = request.biasLevel ?? null;
  if (given !== null && !(Number.isFinite(given) && given >= 0 && given < 65_536)) {
    throw new ArchiveError('request', english('The bias level makes no sense'), {
      expected: english('ADU from 0 to 65535'),
      got: String(given),
      advice: english('Look at the median of a bias or a short dark.'),
    });
  }
  const breather = new Breather();
  const explained: CheckoutSession[] = [];
  for (const wanted of sessions) {
    await breather.breathe();
    if (cancel.isCancellationRequested) throw new CancelledError();
    explained.push({
      ...wanted,
      starless: parts.results.starlessOf(wanted.session.id),
      why: reasons(wanted.session, find, parts.tolerances, manual),
      nameless: manual.get(wanted.session.id)?.flat === undefined ? namelessFlats(wanted, parts) : [],
      level: given === null ? measuredLevel(wanted) : { adu: given, origin: english('as given') },
    });
  }
  return { sessions: explained, pixels: await readPixels(filesOf(explained), context) };
}

/** Flats that would fit a light session without flats, were it not for the filter that they do not say. */
function namelessFlats(
  { session, links }: CheckoutSession,
  { sessions, tolerances }: CheckoutParts,
): readonly Session[] {
  if (links.flat !== null || session.filter === null || !wantsCalibration(session)) return [];
  return sessions
    .namelessFlats()
    .filter((flat) => failedRequirements('flat', session, flat, tolerances).length === 0);
}

function filesOf(sessions: readonly CheckoutSession[]): string[] {
  return sessions.flatMap(({ frames, links, flatBias = null }) =>
    [{ frames }, ...Object.values(links), flatBias].flatMap(
      (set) => set?.frames.map(({ path }) => path) ?? [],
    ),
  );
}

/** Where sessions and their frames are looked up: the database, or a list in memory. */
interface SessionSource {
  /** Null for a session that no longer exists. */
  session(id: string): Session | null;
  frames(id: string): readonly ArchivedFrame[];
}

/** The light sessions with the frames of every session they are linked to, and the bias of their flats. */
export function gatherCheckout(lights: readonly Session[], source: SessionSource): CheckoutInput {
  const known = new Map<string, SessionFrames | null>();
  const find = (id: string | null | undefined): SessionFrames | null => {
    if (id === null || id === undefined) return null;
    let found = known.get(id);
    if (found === undefined) {
      const session = source.session(id);
      found = session === null ? null : { session, frames: source.frames(id) };
      known.set(id, found);
    }
    return found;
  };
  return {
    sessions: lights.map((session) => {
      const link = (kind: LinkKind) => find(session.links[kind]);
      const flat = link('flat');
      return {
        session,
        frames: source.frames(session.id),
        links: { bias: link('bias'), dark: link('dark'), flat, flatDark: link('flatDark') },
        flatBias: find(flat?.session.links.bias),
      };
    }),
  };
}
