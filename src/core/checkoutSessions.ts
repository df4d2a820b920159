/** A checkout from the archive: gathers the sessions and their links, plans, and makes the folder. */
import type { CheckoutReport, CheckoutRequest } from './archive';
import { applyCheckout } from './checkout/apply';
import { planCheckout } from './checkout/plan';
import type { CheckoutSession, SessionFrames } from './checkout/types';
import type { Database } from './database/database';
import type { Frames } from './database/frames';
import { recordOperation } from './database/operations';
import type { Sessions } from './database/sessions';
import { ArchiveError } from './errors';
import { LINK_KINDS, type LinkKind, type Session } from './model';
import type { Context, Log } from './ports';
import { dialect } from './siril/dialect';
import { sirilVersion } from './siril/run';

export interface CheckoutParts {
  readonly database: Database;
  readonly frames: Frames;
  readonly sessions: Sessions;
  /** The program to ask for its version; null for the one on the path. */
  readonly sirilPath: string | null;
  readonly log: Log;
}

/** `found` are the sessions that were asked for, by full id. */
export async function checkoutSessions(
  request: CheckoutRequest,
  found: readonly Session[],
  parts: CheckoutParts,
  context: Context,
): Promise<CheckoutReport> {
  const startedAt = new Date().toISOString();
  const started = performance.now();
  const other = found.find((session) => session.type !== 'light');
  if (found.length === 0 || other) {
    throw new ArchiveError(
      'request',
      other ? `Session ${other.id} is not of lights` : 'No session was named',
      {
        advice: 'Name light sessions; their calibration frames come along.',
      },
    );
  }
  const plan = planCheckout({ sessions: found.map((session) => gather(session, parts)) });
  const version = request.siril ?? (await sirilVersion(parts.sirilPath ?? undefined));
  const report = await applyCheckout(plan, {
    to: request.to,
    dialect: dialect(version),
    copy: request.copy,
    context,
  });
  parts.database.write((sqlite) =>
    recordOperation(sqlite, {
      kind: 'checkout',
      started: startedAt,
      summary: { folder: report.folder, sessions: found.map((session) => session.id) },
    }),
  );
  await parts.database.flush();
  for (const warning of report.warnings) parts.log.warn(`Checkout ${report.folder}: ${warning}`);
  parts.log.info(
    `Checkout ${report.folder}: ${found.length} sessions, ${report.linked} linked, ${report.copied} copied, ` +
      `${report.unpacked} unpacked, for Siril ${version ?? '(not found)'}, ` +
      `${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  return report;
}

/** A light session with the frames of everything that it and its flats are linked to. */
function gather(session: Session, parts: CheckoutParts): CheckoutSession {
  const linked = (id: string | null): SessionFrames | null => {
    const target = id === null ? undefined : parts.sessions.byId(id);
    return target ? { session: target, frames: parts.frames.bySession(target.id) } : null;
  };
  const links = Object.fromEntries(LINK_KINDS.map((kind) => [kind, linked(session.links[kind])])) as Record<
    LinkKind,
    SessionFrames | null
  >;
  return {
    session,
    frames: parts.frames.bySession(session.id),
    links,
    flatBias: linked(links.flat?.session.links.bias ?? null),
  };
}
