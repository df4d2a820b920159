/** What became of the files of an undo: counted, and listed as far as a report holds them. */
import type { UndoReport } from '../../api/archive';
import { english } from '../../base/english';
import { countText } from '../../text/words';

type Undone = UndoReport['undone'][number];
type Refused = UndoReport['refused'][number];

/** Files that each list of a report holds. */
const LISTED = 1000;
/** Reasons that are remembered to say why an operation has nothing to take back. */
const REASONS = 3;

export class UndoOutcome {
  readonly undone: Undone[] = [];
  readonly refused: Refused[] = [];
  readonly #counts = { moved: 0, removed: 0, restored: 0, unlisted: 0, refused: 0 };
  readonly #reasons = new Set<string>();
  /** Files for which there was nothing to do. */
  #already = 0;
  /** Files that the system refused, perhaps for now only. */
  #failed = 0;
  /** Why there is nothing to take back, whatever the files are. */
  #settled: string | null = null;

  /** An operation of which nothing can be taken back, for one reason. */
  static settled(why: string): UndoOutcome {
    const outcome = new UndoOutcome();
    outcome.#settled = why;
    return outcome;
  }

  takeBack(file: Undone): void {
    this.#counts[file.what]++;
    if (this.undone.length < LISTED) this.undone.push(file);
  }

  skip(): void {
    this.#already++;
  }

  /** A file that is left for a reason that another try would not change. */
  refuse(file: Refused): void {
    this.#counts.refused++;
    if (this.#reasons.size < REASONS) this.#reasons.add(file.why);
    if (this.refused.length < LISTED) this.refused.push(file);
  }

  /** A file that is left because the system refused. */
  fail(file: Refused): void {
    this.#failed++;
    this.refuse(file);
  }

  get counts(): UndoReport['counts'] {
    return { ...this.#counts };
  }

  get taken(): number {
    const { moved, removed, restored, unlisted } = this.#counts;
    return moved + removed + restored + unlisted;
  }

  /**
   * Whether the operation is taken back, as far as that can be. Where the system has refused a file it
   * stands, and the next undo goes on: else an earlier operation would take the file for what it had left.
   */
  get isDone(): boolean {
    if (this.#settled !== null || this.#failed > 0) return false;
    return this.taken > 0 || this.#already > 0 || this.#counts.refused === 0;
  }

  /**
   * Why nothing can be taken back, when that is certain: every file was refused, and none because of the
   * system, which may do tomorrow what it does not do today. Null otherwise.
   */
  get settled(): string | null {
    if (this.#settled !== null || this.isDone || this.#failed > 0) return this.#settled;
    const [reason = '', ...others] = this.#reasons;
    const files = countText(this.#counts.refused, 'file');
    return others.length > 0
      ? english('{0} could not be taken back: {1} (and other reasons)', files, reason)
      : english('{0} could not be taken back: {1}', files, reason);
  }
}
