/** What the history and taking an operation back ask and answer. */

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
  /** Whether it is the one that `undo` would take back. */
  readonly undoable: boolean;
}

export interface UndoRequest {
  /** The operation that the user has been shown; refused when another one has become the last. Null: whichever it is. */
  readonly operation: number | null;
  /** Say what would happen and touch nothing. */
  readonly dryRun: boolean;
}

export interface UndoReport {
  readonly operation: HistoryEntry;
  /** Files that went back, were removed as copies, had their header restored, or are no longer listed. */
  readonly undone: readonly {
    readonly path: string;
    /** Where it went back to; null for a file that was removed or that stayed. */
    readonly to: string | null;
    readonly what: 'moved' | 'removed' | 'restored' | 'unlisted';
  }[];
  /** Whether what it had changed of rules for names, links and notes goes back as well. */
  readonly learnt: boolean;
  /** Files that were left as they are. */
  readonly refused: readonly { readonly path: string; readonly why: string }[];
  readonly cancelled: boolean;
  readonly seconds: number;
}
