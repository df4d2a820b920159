/** Carries the rows of a plan out: files first, then the rows of their frames, group by group. */
import type { FileEditRow } from '../../api/fileEdits';
import type { FailedFile } from '../../api/register';
import { english } from '../../base/english';
import { messageOf, reasonIn } from '../../base/errors';
import type { Cancel, Log } from '../../base/ports';
import type { Meter } from '../../base/progress';
import type { Database } from '../../storage/database/database';
import type { Frames } from '../../storage/database/frames';
import type { Digest } from '../../storage/files/digests';
import type { FileStep } from '../../storage/files/fileStep';
import type { Placed } from '../../storage/files/perform';
import { carryOut } from '../../storage/journal/carryOut';
import { editedRow } from '../../storage/journal/editedRow';
import type { Journal } from '../../storage/journal/journal';
import { editStep } from './editStep';
import type { PlanEditsParts, PlannedRow } from './planEdits';

export interface ApplyEditsParts extends PlanEditsParts {
  readonly database: Database;
  readonly frames: Frames;
  readonly digest: Digest;
  readonly log: Log;
  readonly journal: Journal;
}

/** Who hears of each file. */
export interface Outcomes {
  changed(row: FileEditRow): void;
  failed(file: FailedFile): void;
}

interface Item {
  readonly row: FileEditRow;
  readonly step: FileStep;
}

/** Headers that are in memory at a time, before and after. */
const AT_A_TIME = 256;

/** One failing file is told and the rest goes on; a cancel stops between files. */
export async function applyEdits(
  rows: readonly PlannedRow[],
  parts: ApplyEditsParts,
  outcomes: Outcomes,
  meter: Meter,
  cancel: Cancel,
): Promise<void> {
  const { journal, digest, log } = parts;
  for (let first = 0; first < rows.length && !cancel.isCancellationRequested; first += AT_A_TIME) {
    const items = itemsOf(rows.slice(first, first + AT_A_TIME), parts, outcomes, meter);
    const come = await carryOut(items, {
      journal,
      digest,
      log,
      cancel,
      store: (done) => store(done, parts, outcomes),
      failed: ({ row }, error, cause) => outcomes.failed({ path: row.path, error, ...reasonIn(cause) }),
      onItem: ({ row }) => meter.step(row.path),
    });
    if (come < items.length && !cancel.isCancellationRequested) {
      const rest = [
        ...items.slice(come).map(({ row }) => row),
        ...rows.slice(first + AT_A_TIME).map(({ row }) => row),
      ];
      for (const { path } of rest) {
        outcomes.failed({
          path,
          error: english('It was left alone, since what is done can no longer be written down'),
        });
      }
      return;
    }
  }
}

function itemsOf(
  rows: readonly PlannedRow[],
  parts: PlanEditsParts,
  outcomes: Outcomes,
  meter: Meter,
): Item[] {
  return rows.flatMap((planned) => {
    try {
      return [{ row: planned.row, step: editStep(planned, parts) }];
    } catch (error) {
      outcomes.failed({ path: planned.row.path, error: messageOf(error), ...reasonIn(error) });
      meter.step(planned.row.path);
      return [];
    }
  });
}

/** Enters the rows of a group one by one: where one of them fails the others are entered all the same. */
function store(
  done: readonly { readonly item: Item; readonly placed: Placed }[],
  parts: ApplyEditsParts,
  outcomes: Outcomes,
): boolean {
  let stored = 0;
  for (const { item, placed } of done) {
    try {
      parts.database.write(() => parts.frames.insert(editedRow(item.step, placed, parts)));
      outcomes.changed(item.row);
      stored++;
    } catch (error) {
      parts.journal.leaveOpen();
      const lies = english(
        'It lies at {0}, but the database did not take it: {1}',
        item.row.to,
        messageOf(error),
      );
      outcomes.failed({
        path: item.row.path,
        reason: 'not-entered',
        error: english('{0}. Open the archive again, then it is tried once more.', lies),
      });
    }
  }
  return stored > 0;
}
