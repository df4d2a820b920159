/**
 * Changes frames that the archive knows: cards of their headers, and their names. Planned, journaled,
 * undoable.
 *
 * How to build an operation on it:
 * 1. Make an `Amendment` for each frame: its id, its `CardChange`s, the text of its line of HISTORY
 *    (`historyOf` adds the date), whether the file gets its standard name.
 * 2. `planAmendments` looks at the files and answers rows for a preview: card by card, name by name, and what
 *    is left alone and why. It touches nothing. `pageOf` gives a view its pages.
 * 3. `amend` carries a plan out: journal, files, rows, empty folders, sessions, history. `kind` is the name
 *    of the operation in the history; it has to be in `history/kinds.ts`, and `historyText.ts` has its words.
 *    `learn` writes what only the user knows (aliases …) before the first file is touched, and is taken back
 *    with the files. A plan without rows is allowed: then there is only that. Undo and recovery after a crash
 *    need nothing further: both work from the journal and the `known` of the summary.
 *
 * Files are edited where they lie, so that a header of unchanged length costs a read of the file and a write
 * of some kilobytes. A file must hold the bytes that the archive knows, else it fails and stays as it is.
 */
import type { ArchiveSettings } from '../../api/archive';
import type { FileEditRow, FileEditsReport } from '../../api/fileEdits';
import type { SessionsReport } from '../../api/regenerate';
import type { FailedFile } from '../../api/register';
import { english } from '../../base/english';
import { ArchiveError, messageOf } from '../../base/errors';
import { type Context, neverCancelled } from '../../base/ports';
import { Meter } from '../../base/progress';
import { recordOperation } from '../../storage/database/operations';
import { planState } from '../../storage/database/planState';
import type { Sqlite } from '../../storage/database/sqlite';
import { readKnowledge } from '../../storage/database/userKnowledge';
import type { Digest } from '../../storage/files/digests';
import { removeEmptyFolders } from '../../storage/files/makeFolders';
import type { Identity } from '../../storage/identity/identity';
import { Journal } from '../../storage/journal/journal';
import { knownChange } from '../history/knownChange';
import { KNOWN_CHANGE } from '../history/takeKnownBack';
import { regenerate, type RegenerateParts } from '../regenerate/regenerate';
import { applyEdits } from './applyEdits';
import { type EditPlan, foldersLeft } from './planEdits';

export interface EditOperation {
  /** `merge`, `map`, `set` */
  readonly kind: string;
  /** What the history is to know of it: names and choices, no lists of files. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** Changes what only the user knows; inside a transaction. */
  readonly learn?: (sqlite: Sqlite) => void;
  /** Rows that each list of the report holds at most, 1000 unless given. */
  readonly listed?: number;
}

export interface EditParts extends RegenerateParts {
  readonly settings: ArchiveSettings;
  readonly identity: Identity;
  readonly digest: Digest;
}

const LISTED = 1000;

/**
 * `OBJECT was 'm31'` and the day, UTC: `OBJECT was 'm31', 2024-11-04`. The name of the program comes before
 * it.
 */
export function historyOf(text: string): string {
  return `${ascii(text)}, ${new Date().toISOString().slice(0, 10)}`;
}

/** A header holds nothing but ASCII: `Sch\u00e4fer` for what does not fit. */
function ascii(text: string): string {
  return text.replace(/[^ -~]/gu, (letter) => `\\u{${letter.codePointAt(0)?.toString(16) ?? ''}}`);
}

/**
 * One failing file is told and the rest goes on; a cancel stops between files, and what was done by then is
 * in the archive and can be taken back.
 * @throws ArchiveError `stale` where frames or name rules have changed since the plan was made.
 */
export async function editFrames(
  operation: EditOperation,
  plan: EditPlan,
  parts: EditParts,
  { progress, cancel }: Context,
): Promise<FileEditsReport> {
  const { database, settings, frames } = parts;
  if (plan.state !== planState(frames, database.sqlite)) throw stale();
  const begun = performance.now();
  const started = new Date().toISOString();
  const before = readKnowledge(database.sqlite);
  if (operation.learn) database.write(operation.learn);
  const learnt = operation.learn ? knownChange(before, readKnowledge(database.sqlite)) : null;
  if (learnt && plan.rows.length > 0) await database.flush();
  const detail = { ...operation.detail, ...(learnt ? { [KNOWN_CHANGE]: learnt } : {}) };
  const journal = new Journal(parts, { operation: operation.kind, started, detail });

  const changed: FileEditRow[] = [];
  const failed: FailedFile[] = [...plan.failed];
  const meter = new Meter(progress, 'Changing files', plan.rows.length);
  const outcomes = {
    changed: (row: FileEditRow) => void changed.push(row),
    failed: (file: FailedFile) => void failed.push(file),
  };
  await applyEdits(plan.rows, { ...parts, journal }, outcomes, meter, cancel);
  await removeEmptyFolders(foldersLeft(changed), settings.repository);
  const cancelled = cancel.isCancellationRequested;
  const sessions = await sessionsAfter(parts, progress);
  const counts = {
    changed: changed.length,
    edited: changed.filter(({ differences }) => differences.length > 0).length,
    renamed: changed.filter(({ path, to }) => path !== to).length,
    left: plan.counts.left,
    unchanged: plan.counts.unchanged,
    failed: failed.length,
  };
  try {
    const known = knownChange(before, readKnowledge(database.sqlite));
    const summary = {
      ...operation.detail,
      ...counts,
      cancelled,
      ...(known ? { [KNOWN_CHANGE]: known } : {}),
    };
    database.write((sqlite) =>
      recordOperation(sqlite, { kind: operation.kind, started, summary, journal: journal.name }),
    );
    await database.flush();
    await journal.end(parts.log);
  } catch (error) {
    // The files are as they should be and known in memory: what could not be saved is found by the next
    // start.
    failed.push({ path: settings.database, error: messageOf(error) });
    await journal.abandon();
  }
  const seconds = (performance.now() - begun) / 1000;
  tell(operation, counts, plan, failed, cancelled, seconds, parts);
  const listed = operation.listed ?? LISTED;
  return {
    changed: changed.slice(0, listed),
    left: plan.left.slice(0, listed),
    failed: failed.slice(0, listed),
    counts: { ...counts, failed: failed.length },
    sessions,
    cancelled,
    seconds,
  };
}

/** The report of a dry run. */
export function plannedReport(plan: EditPlan, listed = LISTED): FileEditsReport {
  return {
    changed: plan.rows.slice(0, listed).map(({ row }) => row),
    left: plan.left.slice(0, listed),
    failed: plan.failed.slice(0, listed),
    counts: { ...plan.counts, failed: plan.failed.length },
    sessions: null,
    cancelled: plan.cancelled,
    seconds: 0,
  };
}

/**
 * The sessions have to follow the files also after a cancel; where they cannot, the next regeneration makes
 * up for it.
 */
async function sessionsAfter(
  parts: EditParts,
  progress: Context['progress'],
): Promise<SessionsReport | null> {
  try {
    return await regenerate({}, parts, { progress, cancel: neverCancelled });
  } catch (error) {
    parts.log.error(`The sessions could not be regenerated: ${messageOf(error)}`);
    return null;
  }
}

function tell(
  { kind }: EditOperation,
  { changed, edited, renamed, left }: FileEditsReport['counts'],
  plan: EditPlan,
  failed: readonly FailedFile[],
  cancelled: boolean,
  seconds: number,
  { log }: EditParts,
): void {
  for (const { path, why } of plan.left.slice(0, LISTED)) log.info(`Left as it is: ${path}: ${why}`);
  for (const { error } of failed.slice(0, LISTED)) log.warn(`Not changed: ${error}`);
  log.info(
    `${kind}: ${changed} files changed, ${edited} headers, ${renamed} names, ${left} left, ${failed.length} failed` +
      `${cancelled ? ', cancelled' : ''}, ${seconds.toFixed(1)} s`,
  );
}

function stale(): ArchiveError {
  return new ArchiveError('stale', english('The archive has changed since the plan was made'), {
    advice: english('Look at a new plan.'),
  });
}
