/** Carries a plan out: files first, then their rows, group by group. */
import { rm } from 'node:fs/promises';
import { english } from '../../base/english';
import { fileError, messageOf, reasonIn } from '../../base/errors';
import type { Context, Log } from '../../base/ports';
import type { Meter } from '../../base/progress';
import { planEdit } from '../../formats/image/imageFile';
import type { Database } from '../../storage/database/database';
import type { Frames } from '../../storage/database/frames';
import type { NewFrame } from '../../storage/database/insertFrame';
import { type FileStep, newStem } from '../../storage/files/fileStep';
import type { Placed } from '../../storage/files/perform';
import { carryOut } from '../../storage/journal/carryOut';
import type { Journal } from '../../storage/journal/journal';
import { digester, type ScanPool } from '../scan/pool';
import type { Placement } from './decision';
import type { GrowingReport } from './reportBuilder';

export interface ApplyPlanParts {
  readonly database: Database;
  readonly frames: Frames;
  readonly pool: ScanPool;
  readonly log: Log;
  readonly journal: Journal;
}

interface Item {
  readonly placement: Placement;
  readonly step: FileStep;
}

interface Done {
  readonly placement: Placement;
  readonly row: NewFrame;
}

/**
 * One failing file is noted in the report and the rest goes on; a cancel stops between files, and what was
 * done by then is in the archive. `leftovers` of earlier, interrupted copies are removed first. Says whether
 * all came to their turn.
 */
export async function applyPlan(
  placements: readonly Placement[],
  leftovers: readonly string[],
  parts: ApplyPlanParts,
  report: GrowingReport,
  meter: Meter,
  { cancel }: Context,
): Promise<boolean> {
  if (placements.length === 0) return true;
  const { journal, log, pool } = parts;
  meter.phase('Storing files');
  await removeLeftovers(leftovers, log);
  const items = itemsOf(placements, parts.frames, report);
  const come = await carryOut(items, {
    journal,
    digest: digester(pool),
    log,
    cancel,
    store(done) {
      const rows = done.map(({ item: { placement }, placed }) => ({
        placement,
        row: rowOf(placement, placed),
      }));
      const stored = store(rows, parts, report);
      for (const { placement } of stored) report.place(placement);
      for (const { item, placed } of done) {
        const { mode, action, scan, to, edits } = item.placement;
        if (placed.sourceKept && mode === 'move' && action === 'adopt') {
          // With edits the pixels alone were compared.
          const same = edits.length > 0 ? 'image' : 'file';
          report.duplicates.push({ path: scan.path, of: to, same });
        }
      }
      return stored.length > 0;
    },
    failed: ({ placement }, error, cause) =>
      report.failed.push({ path: placement.scan.path, error, ...reasonIn(cause) }),
    onItem({ placement }) {
      if (placement.mode !== 'in-place') meter.step(placement.to);
    },
  });
  if (!cancel.isCancellationRequested) failRest(items.slice(come), report);
  return come === items.length;
}

/** A file whose header cannot be edited as planned fails by itself. */
function itemsOf(placements: readonly Placement[], frames: Frames, report: GrowingReport): Item[] {
  return placements.flatMap((placement) => {
    try {
      const known = frames.stateAt(placement.to) !== undefined;
      return [{ placement, step: placementStep(placement, known) }];
    } catch (error) {
      const { path } = placement.scan;
      report.failed.push({ path, error: messageOf(fileError(error, path)), ...reasonIn(error) });
      return [];
    }
  });
}

function rowOf(placement: Placement, { size, mtime, editedSha256 }: Placed): NewFrame {
  const { scan, frame, to, action, replaces, displaces } = placement;
  const { sha256, imageKey } = scan;
  const source = action === 'index' ? null : scan.path;
  return {
    path: to,
    size,
    mtime,
    sha256,
    imageKey,
    source,
    replaces,
    frame,
    editedSha256,
    ...(displaces === null ? {} : { displaces }),
  };
}

/** Enters the rows of a group; where one of them fails the others are entered one by one. */
function store(
  group: readonly Done[],
  { database, frames, journal }: ApplyPlanParts,
  report: GrowingReport,
): readonly Done[] {
  try {
    database.write(() => {
      for (const { row } of group) frames.insert(row);
    });
    return group;
  } catch {
    return group.filter(({ placement, row }) => {
      try {
        database.write(() => frames.insert(row));
        return true;
      } catch (error) {
        journal.leaveOpen();
        const lies = english(
          'It lies at {0}, but the database did not take it: {1}',
          placement.to,
          messageOf(error),
        );
        report.failed.push({
          path: placement.scan.path,
          reason: 'not-entered',
          error: english('{0}. Register the repository in place.', lies),
        });
        return false;
      }
    });
  }
}

/**
 * A database or a journal that takes nothing would leave every further file where the archive does not know
 * it.
 */
function failRest(rest: readonly Item[], report: GrowingReport): void {
  for (const { placement } of rest) {
    report.failed.push({
      path: placement.scan.path,
      error: english('It was left alone, since what is done can no longer be written down'),
    });
  }
}

/** Only this process writes to the archive, so that an unfinished copy is one of a process that has died. */
async function removeLeftovers(leftovers: readonly string[], log: Log): Promise<void> {
  for (const path of leftovers) {
    try {
      await rm(path, { force: true });
      log.info(`Removed ${path}, which an interrupted copy had left`);
    } catch (error) {
      log.warn(`${path}, left by an interrupted copy, could not be removed: ${messageOf(error)}`);
    }
  }
}

/**
 * `known` says whether the archive has a file at the target already.
 * @throws ArchiveError where the header cannot be edited as planned.
 */
function placementStep(placement: Placement, known: boolean): FileStep {
  const { scan, action, mode, to, edits, replaces, displaces } = placement;
  const { path: from, size, mtime, sha256, imageKey } = scan;
  return {
    do: action === 'index' ? 'stay' : action,
    from,
    to,
    size,
    mtime,
    hash: sha256,
    sha256,
    imageKey,
    patches: planEdit(from, edits),
    stem: newStem(to),
    givesUp: action === 'adopt' && mode === 'move',
    row: 'enter',
    replaces,
    ...(displaces === null ? {} : { displaces }),
    known: known || replaces !== null,
    source: action === 'index' ? null : from,
  };
}
