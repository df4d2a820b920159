/** Carries a plan out: files first, then their rows, group by group. */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RegisterReport } from '../archive';
import type { Database } from '../database/database';
import { syncFolder } from '../database/file';
import type { Frames, NewFrame } from '../database/frames';
import { messageOf } from '../errors';
import type { Context, Log } from '../ports';
import type { Meter } from '../progress';
import { digester } from './digest';
import { Folders } from './folders';
import { placeFile } from './place';
import type { Placement } from './plan';
import type { ScanPool } from './pool';

export interface ApplyParts {
  readonly database: Database;
  readonly frames: Frames;
  readonly pool: ScanPool;
  readonly log: Log;
}

/** A report that is still being filled in. */
export type Report = {
  -readonly [K in keyof RegisterReport]: RegisterReport[K] extends readonly (infer T)[]
    ? T[]
    : RegisterReport[K];
};

/** Rows are written in groups, so that a reader in between sees whole frames and little time is lost. */
const GROUP = 100;
/** Copies wait for the drive most of the time. */
const FILES_AT_A_TIME = 8;

interface Done {
  readonly placement: Placement;
  readonly row: NewFrame;
}

/**
 * One failing file is noted in the report and the rest goes on; a cancel stops between files, and what was done
 * by then is in the archive. `parts` of earlier, interrupted copies are removed first.
 */
export async function apply(
  placements: readonly Placement[],
  leftovers: readonly string[],
  parts: ApplyParts,
  report: Report,
  meter: Meter,
  { cancel }: Context,
): Promise<void> {
  if (placements.length === 0) return;
  meter.phase('Filing');
  await removeLeftovers(leftovers, parts.log);
  const digest = digester(parts.pool);
  const folders = new Folders();
  for (let first = 0; first < placements.length && !cancel.isCancellationRequested; first += GROUP) {
    const group = placements.slice(first, first + GROUP);
    const done = new Map<Placement, NewFrame>();
    const kept: Placement[] = [];
    await eachOf(group, FILES_AT_A_TIME, async (placement) => {
      if (cancel.isCancellationRequested) return;
      try {
        const { size, mtime, sourceKept } = await placeFile(placement, digest, folders);
        done.set(placement, rowOf(placement, size, mtime));
        if (sourceKept && placement.mode === 'move' && placement.action === 'adopt') kept.push(placement);
      } catch (error) {
        report.failed.push({ path: placement.scan.path, error: messageOf(error) });
      }
      if (placement.mode !== 'in-place') meter.step(placement.to);
    });
    await syncFolders([...done.keys()], parts.log);
    const ordered = group.flatMap((placement) => {
      const row = done.get(placement);
      return row ? [{ placement, row }] : [];
    });
    const stored = store(ordered, parts, report);
    for (const { placement } of stored) report.registered.push(registered(placement));
    for (const { scan, to } of kept) report.duplicates.push({ path: scan.path, of: to, same: 'file' });
    if (ordered.length > 0 && stored.length === 0) {
      failRest(placements.slice(first + GROUP), report);
      return;
    }
  }
}

export function registered({ scan, to, frame }: Placement): RegisterReport['registered'][number] {
  return { from: scan.path, to, type: frame.type, sha256: scan.sha256 };
}

function rowOf({ scan, frame, to, action, replaces }: Placement, size: number, mtime: number): NewFrame {
  const source = action === 'index' ? null : scan.path;
  return { path: to, size, mtime, sha256: scan.sha256, imageKey: scan.imageKey, source, replaces, frame };
}

/** Enters the rows of a group; where one of them fails the others are entered one by one. */
function store(group: readonly Done[], { database, frames }: ApplyParts, report: Report): readonly Done[] {
  if (group.length === 0) return group;
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
        const lies = `It lies at ${placement.to}, but the database did not take it: ${messageOf(error)}`;
        report.failed.push({
          path: placement.scan.path,
          error: `${lies}. Register the repository in place.`,
        });
        return false;
      }
    });
  }
}

/** A database that takes nothing would leave every further file where the archive does not know it. */
function failRest(rest: readonly Placement[], report: Report): void {
  for (const { scan } of rest) {
    report.failed.push({ path: scan.path, error: 'It was left alone, since the database takes no frames' });
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

/** Makes the new names durable before the database speaks of them. */
async function syncFolders(group: readonly Placement[], log: Log): Promise<void> {
  const folders = new Set(group.filter(({ action }) => action !== 'index').map(({ to }) => dirname(to)));
  for (const folder of folders) {
    await syncFolder(folder).catch((error: unknown) =>
      log.warn(`${folder} was not synced: ${messageOf(error)}`),
    );
  }
}

/** Runs `work` over the items, a few at a time, in their order. */
async function eachOf<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const runner = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: width }, runner));
}
