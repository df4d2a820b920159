/** Takes an operation back, file by file, as far as each is as the operation left it. */
import { lstatSync } from 'node:fs';
import type { UndoReport, UndoRequest } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError, CancelledError, fileError, messageOf } from '../../base/errors';
import { type Context, neverCancelled } from '../../base/ports';
import { markUndone, type Operation, recordOperation, setSummary } from '../../storage/database/operations';
import { removeEmptyFolders } from '../../storage/files/makeFolders';
import { closeJournal, isOpenJournal, Journal, journalPath } from '../../storage/journal/journal';
import { JournalReader } from '../../storage/journal/reader';
import { Told } from '../../storage/journal/told';
import { isOfAnother } from '../../storage/journal/trust';
import { requireMarker } from '../checkout/marker';
import { believe, ownerOf } from '../checkout/owner';
import { decideTakeBack, takeBackCheckout } from '../checkout/takeBackCheckout';
import { regenerate } from '../regenerate/regenerate';
import { entryOf, SETTLED, undoable } from './history';
import { isEdit } from './kinds';
import { refuseStanding } from './standing';
import { knownChangeOf, takeKnownBack } from './takeKnownBack';
import { undoFiles, type UndoParts } from './undoFiles';
import { UndoOutcome } from './undoOutcome';

export type { UndoParts };

const NOT_KEPT = english('Its journal is no longer kept; the last 50 operations are, up to 256 MB');
const OF_ANOTHER = english('It was done in the archive that this one was copied from');
const UNREADABLE = english('Its journal is damaged');
const CHECKOUT_GONE = english('The folder of the checkout is no longer there');

/** One undo: what it is about, and what has become of it so far. */
interface Work {
  readonly operation: Operation;
  readonly startedAt: string;
  readonly journal: Journal;
  readonly outcome: UndoOutcome;
  /** Folders that files have left. */
  readonly left: ReadonlySet<string>;
}

/**
 * Throws an ArchiveError where there is nothing to take back, or where a later operation stands on it. One
 * file's refusal does not stop the rest; a cancel stops between files, and undoing again goes on there. An
 * operation that has nothing to take back is settled with a word, and the next undo goes on to the one before
 * it.
 */
export async function undo(request: UndoRequest, parts: UndoParts, context: Context): Promise<UndoReport> {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const { dryRun } = request;
  const operation = undoable(parts.database.sqlite, request.operation);
  const journal = new Journal(parts, { operation: 'undo', started: startedAt });
  const left = new Set<string>();
  const outcome =
    operation.kind === 'checkout'
      ? await undoCheckout(operation, dryRun, parts, context)
      : await undoOnFiles(operation, journal, left, dryRun, parts, context);
  const cancelled = context.cancel.isCancellationRequested;
  const settled = cancelled ? null : outcome.settled;
  if (!dryRun) {
    await write({ operation, startedAt, journal, outcome, left }, cancelled, settled, parts);
    if (isEdit(operation.kind)) await sessionsAfter(parts, context);
  }
  const seconds = (performance.now() - started) / 1000;
  tell(operation, outcome, dryRun, seconds, parts);
  const { undone, refused, counts } = outcome;
  const learnt = settled === null && knownChangeOf(operation.summary) !== undefined;
  return { operation: entryOf(operation), settled, counts, undone, learnt, refused, cancelled, seconds };
}

async function undoCheckout(
  { summary }: Operation,
  dryRun: boolean,
  parts: UndoParts,
  { cancel }: Context,
): Promise<UndoOutcome> {
  const folder = String(summary['folder']);
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return UndoOutcome.settled(CHECKOUT_GONE);
  const outcome = new UndoOutcome();
  try {
    if (dryRun) {
      decideTakeBack(believe(folder, requireMarker(folder), ownerOf(parts)), { files: [], scripts: [] });
      outcome.takeBack({ path: folder, to: null, what: 'removed' });
      return outcome;
    }
    const { removed, kept } = await takeBackCheckout(folder, ownerOf(parts), cancel);
    for (const { path, why } of kept) outcome.refuse({ path, why });
    if (removed > 0) outcome.takeBack({ path: folder, to: null, what: 'removed' });
    return outcome;
  } catch (error) {
    // What was taken back until then is noted in the checkout.
    if (error instanceof CancelledError) return outcome;
    // No checkout any more, or one that refreshed an earlier one: that will not change.
    if (error instanceof ArchiveError && error.code === 'request') return UndoOutcome.settled(error.message);
    throw error;
  }
}

async function undoOnFiles(
  operation: Operation,
  journal: Journal,
  left: Set<string>,
  dryRun: boolean,
  parts: UndoParts,
  context: Context,
): Promise<UndoOutcome> {
  const outcome = new UndoOutcome();
  if (operation.journal === null) return outcome;
  const { settings, database, identity } = parts;
  const path = await journalPath(settings.database, operation.journal);
  const read = await readJournal(path, settings.repository);
  if (read === null) return UndoOutcome.settled(NOT_KEPT);
  try {
    if (read.head === null) return UndoOutcome.settled(UNREADABLE);
    if (isOfAnother(read.head, identity)) return UndoOutcome.settled(OF_ANOTHER);
    await refuseStanding(operation, read, settings, database.sqlite);
    await undoFiles({ read, journal, dryRun, outcome, left }, parts, context);
    return outcome;
  } catch (error) {
    throw fileError(error, path);
  } finally {
    await read.close();
  }
}

/** Null where it is no longer kept. Throws an ArchiveError where it cannot be read. */
async function readJournal(path: string, repository: string): Promise<JournalReader | null> {
  try {
    return await JournalReader.open(path, repository);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fileError(error, path);
  }
}

/** Notes what was done in the database, saves it, and closes the journals. */
async function write(
  { operation, startedAt, journal, outcome, left }: Work,
  cancelled: boolean,
  settled: string | null,
  { database, settings, log }: UndoParts,
): Promise<void> {
  const { id, kind, summary } = operation;
  const isDone = !cancelled && outcome.isDone;
  try {
    database.write((sqlite) => {
      if (isDone) {
        const known = knownChangeOf(summary);
        if (known) takeKnownBack(sqlite, known);
        markUndone(sqlite, id);
        setSummary(sqlite, id, withoutSettled(summary));
      } else if (settled !== null) setSummary(sqlite, id, { ...summary, [SETTLED]: settled });
      const counts = { undone: outcome.taken, refused: outcome.counts.refused, cancelled };
      const word = settled === null ? {} : { [SETTLED]: settled };
      recordOperation(sqlite, {
        kind: 'undo',
        started: startedAt,
        summary: { operation: id, kind, ...counts, ...word },
        journal: journal.name,
      });
    });
    await database.flush();
    await journal.end(log);
    if (isDone && operation.journal !== null) await closeWaiting(settings.database, operation.journal);
  } catch (error) {
    // The files are back and that is known in memory: what could not be saved is found by the next start.
    outcome.fail({ path: settings.database, why: messageOf(error) });
    await journal.abandon();
  }
  await removeEmptyFolders(left, settings.repository);
}

/** What was found to have nothing to take back has been taken back after all. */
function withoutSettled({ [SETTLED]: settled, ...summary }: Operation['summary']): Operation['summary'] {
  return summary;
}

/** An interrupted operation that is taken back waits for no file any more. */
async function closeWaiting(database: string, name: string): Promise<void> {
  const path = await journalPath(database, name);
  if (isOpenJournal(path)) await closeJournal(path);
}

/** The sessions follow their frames; where they cannot, the next regeneration makes up for it. */
async function sessionsAfter(parts: UndoParts, context: Context): Promise<void> {
  await regenerate({}, parts, { ...context, cancel: neverCancelled }).catch((error: unknown) =>
    parts.log.error(`The sessions could not be regenerated: ${messageOf(error)}`),
  );
}

function tell(
  { kind, started }: Operation,
  outcome: UndoOutcome,
  dryRun: boolean,
  seconds: number,
  { log }: UndoParts,
): void {
  const { settled, taken, counts } = outcome;
  log.info(
    `Undo (${kind} of ${started}${dryRun ? ', dry run' : ''}): ` +
      `${taken} taken back, ${counts.refused} left, ${seconds.toFixed(1)} s${settled === null ? '' : `; ${settled}`}`,
  );
  const told = new Told(log);
  for (const { path, why } of outcome.refused)
    told.say('warn', 'left as they are', `Left as it is: ${path}: ${why}`);
  told.end();
}
