/** The operations of the past, and which of them can be taken back. */
import type { HistoryEntry, Page } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { type Operation, operationById, operations } from '../../storage/database/operations';
import type { Sqlite } from '../../storage/database/sqlite';
import { operationText, timeText } from '../../text/history';
import { isEdit } from './kinds';
import { KNOWN_CHANGE, knownChangeOf } from './takeKnownBack';

/** In the summary of an operation: why nothing of it could be taken back. */
export const SETTLED = 'settled';

/** The newest first; `from` is the `next` of the page before, 0 to begin. */
export function historyPage(sqlite: Sqlite, from: number, limit: number): Page<HistoryEntry> {
  const rows = operations(sqlite, limit + 1, from === 0 ? undefined : from);
  const items = rows.slice(0, limit).map(entryOf);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/**
 * The operation that an undo is about: the one that was asked for, null for the newest that stands and was
 * not found to have nothing to take back. Throws an ArchiveError `request` where there is none, or the one
 * cannot be taken back.
 */
export function undoable(sqlite: Sqlite, id: number | null): Operation {
  const operation = id === null ? lastUndoable(sqlite) : operationById(sqlite, id);
  if (operation === undefined) {
    throw new ArchiveError(
      'request',
      id === null ? english('There is no operation to take back') : english('There is no such operation'),
      {
        advice: english(
          'Registrations, checkouts, goals and changes of frames can be undone. Look at the history.',
        ),
        ...(id === null ? { reason: 'nothing-to-undo' } : { got: `operation ${id}` }),
      },
    );
  }
  if (operation.undone !== null) {
    throw new ArchiveError('request', english('This operation has already been taken back'), {
      got: english('{0}, taken back {1}', titleOf(operation), timeText(operation.undone)),
      advice: english('Look at the history again.'),
    });
  }
  if (hasWayBack(operation)) return operation;
  throw new ArchiveError('request', english('This operation cannot be taken back'), {
    got: titleOf(operation),
    advice: english('Registrations, checkouts, goals and changes of frames can be undone.'),
  });
}

/** `Registration: 120 files (move), 2024-11-04 22:10`. */
export function titleOf(operation: Operation): string {
  return `${operationText(operation)}, ${timeText(operation.started)}`;
}

/** Why nothing of an operation could be taken back; null where that was not tried, or something was. */
export function settledOf({ summary }: Pick<Operation, 'summary'>): string | null {
  const reason = summary[SETTLED];
  return typeof reason === 'string' ? reason : null;
}

export function entryOf(operation: Operation): HistoryEntry {
  const { journal, ...entry } = operation;
  // What it takes to take it back is nobody else's business.
  const { [KNOWN_CHANGE]: known, ...summary } = entry.summary;
  const canBeUndone = operation.undone === null && hasWayBack(operation);
  return { ...entry, summary, undoable: canBeUndone, settled: settledOf(operation) };
}

function lastUndoable(sqlite: Sqlite): Operation | undefined {
  const isNext = (operation: Operation) =>
    operation.undone === null && settledOf(operation) === null && hasWayBack(operation);
  for (let before: number | undefined; ;) {
    const page = operations(sqlite, PAGE, before);
    const found = page.find(isNext);
    if (found || page.length < PAGE) return found;
    before = page.at(-1)?.id;
  }
}

const PAGE = 100;

/**
 * What moves and edits files; everything else is made again from what is there, or has a way back of its own.
 */
function hasWayBack({ kind, journal, summary }: Operation): boolean {
  if (kind === 'checkout') return true;
  if (kind === 'goals') return knownChangeOf(summary) !== undefined;
  if (kind !== 'register' && !isEdit(kind)) return false;
  return journal !== null || knownChangeOf(summary) !== undefined;
}
