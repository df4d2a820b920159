/** A checkout from the archive: gathers the sessions and their links, plans, and makes the folder. */
import type { CheckoutReport, CheckoutRequest } from './archive';
import { applyCheckout } from './checkout/apply';
import { gatherCheckout } from './checkout/gather';
import { planCheckout } from './checkout/plan';
import type { Database } from './database/database';
import type { Frames } from './database/frames';
import { recordOperation } from './database/operations';
import type { Sessions } from './database/sessions';
import { ArchiveError } from './errors';
import type { Session } from './model';
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
  const plan = planCheckout(
    gatherCheckout(found, {
      session: (id) => parts.sessions.byId(id) ?? null,
      frames: (id) => parts.frames.bySession(id),
    }),
  );
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
