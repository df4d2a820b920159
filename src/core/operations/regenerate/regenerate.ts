/**
 * Regenerates the sessions and their links. Everything is worked out before anything is written, and only
 * what differs is written, in one transaction, so that a cancel or a failure leaves the old sessions as they
 * were. Where the sessions were made with the same rules and settings before, only the buckets of changed
 * frames are looked at; the outcome is the same.
 */
import type { RegenerateRequest, SessionsReport } from '../../api/archive';
import type { Tolerances } from '../../base/matching';
import type { Context, Log } from '../../base/ports';
import type { Database } from '../../storage/database/database';
import type { Frames } from '../../storage/database/frames';
import { moveNote } from '../../storage/database/notes';
import { recordOperation } from '../../storage/database/operations';
import { moveResults } from '../../storage/database/results';
import { SessionRows } from '../../storage/database/sessionRows';
import type { Sessions } from '../../storage/database/sessions';
import { Stale } from '../../storage/database/stale';
import { type WorkedOut, workOut } from './workOut';

export interface RegenerateParts {
  readonly database: Database;
  readonly frames: Frames;
  readonly sessions: Sessions;
  readonly tolerances: Tolerances;
  readonly log: Log;
}

/** Rejects with `cancelled`; the sessions are then as they were before. */
export async function regenerate(
  request: RegenerateRequest,
  parts: RegenerateParts,
  context: Context,
): Promise<SessionsReport> {
  const { database } = parts;
  const began = performance.now();
  const started = new Date().toISOString();
  const outcome = await workOut(request, { ...parts, sqlite: database.sqlite }, context);
  const { whole, counts } = outcome;
  const record = () => {
    recordOperation(database.sqlite, { kind: 'regenerate', started, summary: { ...counts } });
  };
  if (outcome.differs) {
    database.write(() => {
      write(outcome, parts);
      record();
    });
    await database.flush();
  } else if (whole) {
    // That everything is as it was is not worth writing the whole database for.
    database.jot(record);
  }
  const seconds = (performance.now() - began) / 1000;
  parts.log.info(
    `Regenerate: ${whole ? 'all' : 'changed'} frames, ${outcome.read}; ${counts.lightSessions} light sessions, ` +
      `${counts.calibrationSessions} calibration sessions, ${outcome.changed} of them changed, ` +
      `${outcome.removed.length} gone, ${counts.unlinked} light sessions without a link, ${seconds.toFixed(2)} s`,
  );
  return { ...counts, seconds };
}

/** Inside a transaction of the caller. */
function write(outcome: WorkedOut, { database: { sqlite }, frames, sessions }: RegenerateParts): void {
  const rows = new SessionRows(sqlite);
  if (outcome.manual) sessions.replaceManualLinks(outcome.manual);
  for (const [from, to] of outcome.moved) {
    moveNote(sqlite, 'session', from, to);
    moveResults(sqlite, from, to);
  }
  for (const id of outcome.removed) rows.remove(id);
  for (const row of outcome.put) rows.put(row);
  rows.putFrames(outcome.frames);
  if (outcome.whole) frames.forgetUnusedSettings();
  new Stale(sqlite).done(outcome.madeWith);
}
