/** What the history and taking an operation back ask and answer. */
import type { Reason } from '../base/reasons';

/** An operation of the past. */
export interface HistoryEntry {
  readonly id: number;
  /** `register`, `regenerate`, `checkout`, `undo` … */
  readonly kind: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly finished: string | null;
  /** Counts and names, as each kind has them: `{ mode: 'move', registered: 120, failed: 0 }`. */
  readonly summary: Readonly<Record<string, unknown>>;
  /** When it was taken back, ISO 8601 UTC; null while it stands. */
  readonly undone: string | null;
  /** Whether it can be taken back, as far as the history knows: it stands, and its kind has a way back. */
  readonly undoable: boolean;
  /**
   * Why nothing of it could be taken back when that was last tried; null for all others. Undo goes on to the
   * operation before, unless this one is asked for by its id.
   */
  readonly settled: string | null;
}

export interface UndoRequest {
  /**
   * Id of the operation; refused where a later one stands on it. Null: the last one that can be taken back.
   */
  readonly operation: number | null;
  /** Say what would happen and touch nothing. */
  readonly dryRun: boolean;
}

/** A file that was taken back. */
export interface UndoneFile {
  readonly path: string;
  /** Where it went back to; null for a file that was removed or that stayed. */
  readonly to: string | null;
  readonly what: 'moved' | 'removed' | 'restored' | 'unlisted';
}

export interface RefusedFile {
  readonly path: string;
  readonly why: string;
  /** The same as data: `changed`, `ENOSPC`; absent where nothing tells it apart. */
  readonly reason?: Reason;
}

export interface UndoReport {
  readonly operation: HistoryEntry;
  /** Why nothing of it can be taken back; null where something was, or might be the next time. */
  readonly settled: string | null;
  /** Of all files; the lists hold the first 1,000. */
  readonly counts: Readonly<Record<UndoneFile['what'] | 'refused', number>>;
  /** Files that went back, were removed as copies, had their header restored, or are no longer listed. */
  readonly undone: readonly UndoneFile[];
  /** Whether what it had changed of name rules, links and notes goes back as well. */
  readonly learnt: boolean;
  /** Files that were left as they are. */
  readonly refused: readonly RefusedFile[];
  readonly cancelled: boolean;
  readonly seconds: number;
}
