/** Edits headers by hand: cards are set, added or removed on a selection of frames, journaled and undoable. */
import { editFrames, historyOf, plannedReport, type EditParts } from '../editFrames';
import { KeptPlan } from '../keptPlan';
import { planEdits, type FrameEdit, type EditPlan } from '../planEdits';
import { ArchiveError } from '../../../base/errors';
import type { Context } from '../../../base/ports';
import type { FileEditsReport, CardChange } from '../../../api/amend';
import type { SetReport, SetRequest } from '../../../api/set';
import { checkedChanges, warningsOf } from '../../../rules/headers/headerChanges';
import { selectFrames } from './selection';

interface Edit {
  readonly cards: readonly CardChange[];
  readonly rename: boolean;
  readonly selected: number;
  readonly unknown: readonly string[];
  readonly plan: EditPlan;
}

/** Keeps the plan that was shown last until it is carried out. */
export class HeaderEditor {
  readonly #parts: EditParts;
  readonly #kept: KeptPlan<Edit>;

  /** `keeps` plans; a reader of the archive, who cannot carry them out, does not. */
  constructor(parts: EditParts, keeps: boolean) {
    this.#parts = parts;
    this.#kept = new KeptPlan(keeps);
  }

  /**
   * One file's failure does not stop the rest; a cancel stops between files.
   * @throws ArchiveError `request` for changes that a header must not or cannot hold, and where no frame is meant;
   * `stale` when the plan that is to be carried out is gone, or the archive has changed since.
   */
  async set(request: SetRequest, context: Context): Promise<SetReport> {
    const { dryRun, listed } = request;
    const shown = !dryRun && request.plan !== undefined;
    const edit = shown ? this.#kept.take(request.plan ?? '') : await this.#plan(request, context);
    if (!dryRun && !edit.plan.cancelled) {
      return reportOf(edit, await this.#carryOut(edit, listed, context), null);
    }
    const id = this.#kept.keep(dryRun && !edit.plan.cancelled ? edit : null);
    const planned = plannedReport(edit.plan, listed);
    // A plan that was cancelled knows only some of the frames, and none of them was changed.
    return reportOf(edit, dryRun ? planned : { ...planned, ...NOTHING_DONE }, id);
  }

  async #plan({ selection, changes, rename }: SetRequest, context: Context): Promise<Edit> {
    const cards = checkedChanges(changes);
    const { database, settings } = this.#parts;
    const { repository } = settings;
    const { frames, unknown } = selectFrames(selection, {
      ...this.#parts,
      sqlite: database.sqlite,
      repository,
    });
    if (frames.length === 0) throw nothing(unknown);
    const history = historyOf(wordsOf(cards));
    const amendments: readonly FrameEdit[] = frames.map((frame) => ({ frame, cards, history, rename }));
    const plan = await planEdits(amendments, amendments.length, this.#parts, context);
    return { cards, rename, selected: frames.length, unknown, plan };
  }

  #carryOut(
    { cards, rename, plan }: Edit,
    listed: number | undefined,
    context: Context,
  ): Promise<FileEditsReport> {
    const detail = { cards: wordsOf(cards), rename };
    const options = listed === undefined ? {} : { listed };
    return editFrames({ kind: 'set', detail, ...options }, plan, this.#parts, context);
  }
}

const NOTHING_DONE = {
  changed: [],
  counts: { changed: 0, edited: 0, renamed: 0, left: 0, unchanged: 0, failed: 0 },
};

function reportOf(
  { cards, selected, unknown }: Edit,
  report: FileEditsReport,
  plan: string | null,
): SetReport {
  return { ...report, selected, unknown, warnings: warningsOf(cards), plan };
}

/** `FILTER set, BAYERPAT removed`; for HISTORY and for the history of the archive. */
function wordsOf(changes: readonly CardChange[]): string {
  const verbs = { set: 'set', add: 'added', remove: 'removed' } as const;
  return changes.map((change) => `${change.keyword} ${verbs[change.do]}`).join(', ');
}

function nothing(unknown: readonly string[]): ArchiveError {
  const [first] = unknown;
  return new ArchiveError('request', 'The archive has no such frames', {
    ...(first === undefined ? {} : { got: unknown.length === 1 ? first : `${unknown.length} paths` }),
    advice: 'Register the files first, in place where their type is unknown.',
  });
}
