/**
 * Edits headers by hand: cards are set, added or removed on a selection of frames, journaled and undoable.
 */
import type { EditReport, EditRequest } from '../../../api/editHeaders';
import type { CardChange, FileEditsReport } from '../../../api/fileEdits';
import { english } from '../../../base/english';
import { ArchiveError } from '../../../base/errors';
import type { Context } from '../../../base/ports';
import { checkedChanges, warningsOf } from '../../../rules/headers/headerChanges';
import { editFrames, type EditParts, historyOf, plannedReport } from '../editFrames';
import type { KeptPlan } from '../keptPlan';
import { type EditPlan, type FrameEdit, planEdits } from '../planEdits';
import { selectFrames } from './selection';

export interface Edit {
  readonly cards: readonly CardChange[];
  readonly rename: boolean;
  readonly selected: number;
  readonly unknown: readonly string[];
  readonly plan: EditPlan;
}

export interface HeaderEditParts extends EditParts {
  /** The edit that was shown last. */
  readonly shown: KeptPlan<Edit>;
}

/**
 * One file's failure does not stop the rest; a cancel stops between files.
 * @throws ArchiveError `request` for changes that a header must not or cannot hold, and where no frame is
 * meant; `stale` when the plan that is to be carried out is gone, or the archive has changed since.
 */
export async function editHeaders(
  request: EditRequest,
  parts: HeaderEditParts,
  context: Context,
): Promise<EditReport> {
  const { dryRun, listed } = request;
  const wasShown = !dryRun && request.plan !== undefined;
  const edit = wasShown ? parts.shown.take(request.plan ?? '') : await planEdit(request, parts, context);
  if (!dryRun && !edit.plan.cancelled) {
    return reportOf(edit, await carryOut(edit, listed, parts, context), null);
  }
  const id = parts.shown.keep(dryRun && !edit.plan.cancelled ? edit : null);
  const planned = plannedReport(edit.plan, listed);
  // A plan that was cancelled knows only some of the frames, and none of them was changed.
  return reportOf(edit, dryRun ? planned : { ...planned, ...NOTHING_DONE }, id);
}

async function planEdit(
  { selection, changes, rename }: EditRequest,
  parts: EditParts,
  context: Context,
): Promise<Edit> {
  const cards = checkedChanges(changes);
  const { database, settings } = parts;
  const { repository } = settings;
  const { frames, unknown } = selectFrames(selection, { ...parts, sqlite: database.sqlite, repository });
  if (frames.length === 0) throw nothing(unknown);
  const history = historyOf(wordsOf(cards));
  const amendments: readonly FrameEdit[] = frames.map((frame) => ({ frame, cards, history, rename }));
  const plan = await planEdits(amendments, amendments.length, parts, context);
  return { cards, rename, selected: frames.length, unknown, plan };
}

function carryOut(
  { cards, rename, plan }: Edit,
  listed: number | undefined,
  parts: EditParts,
  context: Context,
): Promise<FileEditsReport> {
  const detail = { cards: wordsOf(cards), rename };
  const options = listed === undefined ? {} : { listed };
  return editFrames({ kind: 'set', detail, ...options }, plan, parts, context);
}

const NOTHING_DONE = {
  changed: [],
  counts: { changed: 0, edited: 0, renamed: 0, left: 0, unchanged: 0, failed: 0 },
};

function reportOf(
  { cards, selected, unknown }: Edit,
  report: FileEditsReport,
  plan: string | null,
): EditReport {
  return { ...report, selected, unknown, warnings: warningsOf(cards), plan };
}

/** `FILTER set, BAYERPAT removed`; for HISTORY and for the history of the archive. */
function wordsOf(changes: readonly CardChange[]): string {
  const verbs = { set: 'set', add: 'added', remove: 'removed' } as const;
  return changes.map((change) => `${change.keyword} ${verbs[change.do]}`).join(', ');
}

function nothing(unknown: readonly string[]): ArchiveError {
  const [first] = unknown;
  return new ArchiveError('request', english('The archive has no such frames'), {
    ...(first === undefined ? {} : { got: unknown.length === 1 ? first : `${unknown.length} paths` }),
    advice: english('Register the files first, in place where their type is unknown.'),
  });
}
