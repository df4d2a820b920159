/** Takes the last operation on files back, file by file, as far as each is as the operation left it. */
import { lstat, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArchiveSettings, UndoReport, UndoRequest } from '../archive';
import { takeBackCheckout } from '../checkout/takeBackCheckout';
import { Places } from '../database/places';
import { markUndone, recordOperation, type Operation } from '../database/operations';
import { ArchiveError, fileError, messageOf } from '../errors';
import type { Digest } from '../files/digests';
import { removeEmptyFolders } from '../files/folders';
import { refuseAbsent } from '../files/refuseAbsent';
import { isOneName } from '../files/oneName';
import { TargetFolders } from '../files/targetFolders';
import { amendedRow } from '../amend/row';
import { carryOut } from '../journal/carryOut';
import { Journal, journalFolder } from '../journal/journal';
import { readLines, type JournalText } from '../journal/lines';
import { neverCancelled, type Context } from '../ports';
import { Meter } from '../progress';
import { regenerate, type RegenerateParts } from '../regenerate/regenerate';
import { entryOf, lastUndoable } from './history';
import { isAmending } from './kinds';
import { planUndo, type Back } from './plan';
import { knownChangeOf, takeKnownBack } from './takeKnownBack';

export interface UndoParts extends RegenerateParts {
  readonly settings: Pick<ArchiveSettings, 'repository' | 'database' | 'timeZone'>;
  readonly digest: Digest;
}

interface Outcome {
  /** Files that an undo that was cut off has taken back before, or that the operation had not come to. */
  already: number;
  readonly undone: UndoReport['undone'][number][];
  readonly refused: UndoReport['refused'][number][];
}

/**
 * Throws an ArchiveError where there is nothing to take back, or where another operation than the one that was asked for
 * is the last. One file's refusal does not stop the rest; a cancel stops between files, and undoing again goes on there.
 */
export async function undo(request: UndoRequest, parts: UndoParts, context: Context): Promise<UndoReport> {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const operation = wanted(request, parts);
  const journal = new Journal(parts.settings.database, { operation: 'undo', started: startedAt });
  const outcome =
    operation.kind === 'checkout'
      ? undoCheckout(operation, request.dryRun)
      : await undoFiles(operation, journal, request.dryRun, parts, context);
  const cancelled = context.cancel.isCancellationRequested;
  if (!request.dryRun) {
    try {
      parts.database.write((sqlite) => {
        const { id, kind, summary: of } = operation;
        if (!cancelled && isSettled(outcome)) {
          const known = knownChangeOf(of);
          if (known) takeKnownBack(sqlite, known);
          markUndone(sqlite, id);
        }
        const counts = { undone: outcome.undone.length, refused: outcome.refused.length, cancelled };
        const summary = { operation: id, kind, ...counts };
        recordOperation(sqlite, { kind: 'undo', started: startedAt, summary, journal: journal.name });
      });
      await parts.database.flush();
      await journal.end(parts.log);
    } catch (error) {
      // The files are back and that is known in memory: what could not be saved is found by the next start.
      outcome.refused.push({ path: parts.settings.database, why: messageOf(error) });
      await journal.abandon();
    }
    const left = outcome.undone.filter(({ what }) => what === 'moved' || what === 'removed');
    await removeEmptyFolders(new Set(left.map(({ path }) => dirname(path))), parts.settings.repository);
  }
  if (!request.dryRun && isAmending(operation.kind)) {
    // The sessions follow their frames; where they cannot, the next regeneration makes up for it.
    await regenerate({}, parts, { ...context, cancel: neverCancelled }).catch((error: unknown) =>
      parts.log.error(`The sessions were not made anew: ${messageOf(error)}`),
    );
  }
  const seconds = (performance.now() - started) / 1000;
  parts.log.info(
    `Undo (${operation.kind} of ${operation.started}${request.dryRun ? ', dry run' : ''}): ` +
      `${outcome.undone.length} taken back, ${outcome.refused.length} left, ${seconds.toFixed(1)} s`,
  );
  for (const { path, why } of outcome.refused) parts.log.warn(`Left as it is: ${path}: ${why}`);
  const { undone, refused } = outcome;
  const learnt = knownChangeOf(operation.summary) !== undefined;
  return { operation: entryOf(operation, true), undone, learnt, refused, cancelled, seconds };
}

/** Only where every single file was refused the operation still stands. */
function isSettled({ undone, refused, already }: Outcome): boolean {
  return undone.length > 0 || already > 0 || refused.length === 0;
}

function wanted(request: UndoRequest, { database }: UndoParts): Operation {
  const last = lastUndoable(database.sqlite);
  if (last === undefined) {
    throw new ArchiveError('request', 'There is no operation to take back', {
      advice: 'Registrations, checkouts and changes of frames can be undone, the last one first.',
    });
  }
  if (request.operation === null || request.operation === last.id) return last;
  throw new ArchiveError('request', 'Another operation is the last one now', {
    expected: `operation ${request.operation}`,
    got: `${last.kind} of ${last.started}, operation ${last.id}`,
    advice: 'Only the last one is taken back. Look at the history again.',
  });
}

function undoCheckout({ summary }: Operation, dryRun: boolean): Outcome {
  const folder = String(summary['folder']);
  if (dryRun) return { undone: [{ path: folder, to: null, what: 'removed' }], refused: [], already: 0 };
  const { removed, kept } = takeBackCheckout(folder);
  const refused = kept.map(({ path, why }) => ({ path, why }));
  return { undone: removed > 0 ? [{ path: folder, to: null, what: 'removed' }] : [], refused, already: 0 };
}

async function undoFiles(
  operation: Operation,
  journal: Journal,
  dryRun: boolean,
  parts: UndoParts,
  { progress, cancel }: Context,
): Promise<Outcome> {
  const { settings, database, frames, digest, log } = parts;
  const { repository } = settings;
  await refuseAbsent(repository, new Places(database.sqlite, repository).repository());
  const plan =
    operation.journal === null
      ? { backs: [], refused: [] }
      : planUndo(await readJournal(settings.database, operation.journal));
  const outcome: Outcome = { undone: [], refused: [...plan.refused], already: 0 };
  const meter = new Meter(progress, 'Looking at the files', plan.backs.length * (dryRun ? 1 : 2));
  const possible: Back[] = [];
  const folders = new TargetFolders();
  for (const planned of plan.backs) {
    if (cancel.isCancellationRequested) return outcome;
    const back = asListed(planned, folders);
    const why = await whyNot(back);
    if (why === null) possible.push(back);
    else if (why === ALREADY) outcome.already++;
    else outcome.refused.push({ path: back.step.from, why });
    meter.step(back.step.from, why === null || dryRun ? 1 : 2);
  }
  if (dryRun) return { ...outcome, undone: possible.map(undoneOf) };
  meter.phase('Taking back');
  await carryOut(possible, {
    journal,
    digest,
    log,
    cancel,
    store(done) {
      database.write(() => {
        for (const { item, placed } of done) {
          const { step } = item;
          const there = frames.stateAt(step.from)?.id;
          if (step.amends) {
            frames.insert(amendedRow({ ...step, replaces: there ?? step.replaces }, placed, parts));
          } else if (there !== undefined) frames.remove([there]);
        }
      });
      for (const { item } of done) outcome.undone.push(undoneOf(item));
      return true;
    },
    failed: ({ step }, error) => outcome.refused.push({ path: step.from, why: error }),
    onItem: ({ step }) => meter.step(step.to),
  });
  return outcome;
}

async function readJournal(database: string, journal: string): Promise<JournalText> {
  const path = join(journalFolder(database), journal);
  try {
    return readLines(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw fileError(error, path);
    throw new ArchiveError('request', 'The journal of this operation is no longer kept', {
      path,
      advice:
        'The files stay as they are; the last 50 operations can be taken back, up to 256 MB of journals.',
    });
  }
}

/** An archived file goes back to its old place as the drive spells that now. */
function asListed({ what, step }: Back, folders: TargetFolders): Back {
  return { what, step: step.amends ? { ...step, to: folders.resolvePath(step.to) } : step };
}

const ALREADY = 'already';

/** Why a file cannot be taken back at this moment; null where it can, `already` where there is nothing to do. */
async function whyNot({ what, step }: Back): Promise<string | null> {
  try {
    const now = await stateOf(step.from);
    const there = step.from === step.to ? now : await stateOf(step.to);
    if (now === null) {
      // It was not begun, or an undo that was cancelled has been here.
      return there !== null || what === 'unlisted' ? ALREADY : 'It is no longer there';
    }
    if (now.size !== step.size || now.mtimeMs !== step.mtime) return 'It has changed since';
    if (what === 'moved' && there !== null && !(await isOneName(step.from, step.to)))
      return `${step.to} exists, and is not overwritten`;
    if (what === 'removed' && there === null) {
      return `It was copied from ${step.to}, which is no longer there; it may be the last copy`;
    }
    return null;
  } catch (error) {
    return messageOf(fileError(error, step.from));
  }
}

async function stateOf(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

function undoneOf({ what, step }: Back): UndoReport['undone'][number] {
  return { path: step.from, to: what === 'moved' ? step.to : null, what };
}
