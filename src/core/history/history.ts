/** The operations of the past, and which of them can be taken back. */
import type { HistoryEntry, Page } from '../archive';
import { operations, type Operation } from '../database/operations';
import type { Sqlite } from '../database/sqlite';
import { isAmending } from './kinds';
import { KNOWN_CHANGE, knownChangeOf } from './takeKnownBack';

/** The newest first; `from` is the `next` of the page before, 0 to begin. */
export function historyPage(sqlite: Sqlite, from: number, limit: number): Page<HistoryEntry> {
  const rows = operations(sqlite, limit + 1, from === 0 ? undefined : from);
  const last = lastUndoable(sqlite)?.id;
  const items = rows.slice(0, limit).map((operation) => entryOf(operation, operation.id === last));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** The newest operation on files that still stands; undefined where there is none. */
export function lastUndoable(sqlite: Sqlite): Operation | undefined {
  for (let before: number | undefined; ;) {
    const page = operations(sqlite, PAGE, before);
    const found = page.find((operation) => operation.undone === null && isUndoable(operation));
    if (found || page.length < PAGE) return found;
    before = page.at(-1)?.id;
  }
}

export function entryOf(operation: Operation, undoable: boolean): HistoryEntry {
  const { journal, ...entry } = operation;
  // What it takes to take it back is nobody else's business.
  const { [KNOWN_CHANGE]: known, ...summary } = entry.summary;
  return { ...entry, summary, undoable };
}

const PAGE = 100;

/** What moves and edits files; everything else is made again from what is there, or has a way back of its own. */
function isUndoable({ kind, journal, summary }: Operation): boolean {
  if (kind === 'checkout') return true;
  if (kind !== 'register' && !isAmending(kind)) return false;
  return journal !== null || knownChangeOf(summary) !== undefined;
}
