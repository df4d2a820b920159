/** Carries steps out, group by group: announced in the journal, done, made durable, told to the archive. */
import { dirname } from 'node:path';
import { messageOf } from '../../base/errors';
import type { Cancel, Log } from '../../base/ports';
import { syncFolder } from '../../base/syncFolder';
import type { Digest } from '../files/digests';
import type { FileStep } from '../files/fileStep';
import { FolderMaker } from '../files/makeFolders';
import { isHalfDone, perform, type Placed, UnseenError } from '../files/perform';
import type { Journal } from './journal';
import type { StepEnd } from './lines';

export interface CarryOut<T extends { readonly step: FileStep }> {
  readonly journal: Journal;
  readonly digest: Digest;
  readonly log: Log;
  readonly cancel: Cancel;
  /** Enters the files of a group in the archive; returns whether to go on. */
  store(done: readonly { readonly item: T; readonly placed: Placed }[]): boolean;
  failed(item: T, why: string, error: unknown): void;
  /** Called when a file is done, well or not. */
  onItem(item: T): void;
}

/** Steps that one sync of the journal announces; fewer cost speed, more cost a crash more work. */
const GROUP = 64;
/** Copies wait for the drive most of the time. */
const FILES_AT_A_TIME = 8;

/**
 * One failing file goes to `failed` and the rest goes on; a cancel stops between files. Returns how many of
 * the items, from the first one on, were come to: fewer than all after a cancel, or when nothing can be
 * written any more.
 */
export async function carryOut<T extends { readonly step: FileStep }>(
  items: readonly T[],
  work: CarryOut<T>,
): Promise<number> {
  const folders = new FolderMaker();
  let first = 0;
  for (; first < items.length && !work.cancel.isCancellationRequested; first += GROUP) {
    const group = items.slice(first, first + GROUP);
    if (!(await carryOutGroup(group, folders, work))) return Math.min(first + GROUP, items.length);
  }
  return Math.min(first, items.length);
}

async function carryOutGroup<T extends { readonly step: FileStep }>(
  group: readonly T[],
  folders: FolderMaker,
  work: CarryOut<T>,
): Promise<boolean> {
  const { journal, digest, log, cancel } = work;
  let number: number;
  try {
    number = await journal.announce(group.map(({ step }) => step));
  } catch (error) {
    for (const item of group) work.failed(item, messageOf(error), error);
    return false;
  }
  const ends = new Map<T, StepEnd>();
  await eachOf(group, FILES_AT_A_TIME, async (item) => {
    if (cancel.isCancellationRequested) return;
    try {
      const placed = await perform(item.step, digest, folders);
      ends.set(item, placed);
      log.debug(doneText(item.step, placed));
    } catch (error) {
      if (error instanceof UnseenError || (await isHalfDone(item.step))) journal.leaveOpen();
      else ends.set(item, 'failed');
      work.failed(item, messageOf(error), error);
    }
    work.onItem(item);
  });
  const done = group.flatMap((item) => {
    const placed = ends.get(item);
    return placed === undefined || placed === 'failed' ? [] : [{ item, placed }];
  });
  await syncFolders(
    done.map(({ item }) => item.step),
    log,
  );
  const lines = group.flatMap((item, i) => {
    const end = ends.get(item);
    return end === undefined ? [] : [[number + i, end] as const];
  });
  await journal.done(lines).catch((error: unknown) => log.warn(`The journal: ${messageOf(error)}`));
  return done.length === 0 || work.store(done);
}

/** `move /card/1.fits → /astro/Light/M31/1.fits`; of a file that stays, its path alone. */
function doneText({ do: what, from, to, patches }: FileStep, { sourceKept }: Placed): string {
  const where = from === to ? from : `${from} → ${to}`;
  const header = patches.length > 0 ? ', header edited' : '';
  return `${what} ${where}${header}${what === 'move' && sourceKept ? ', the original stays' : ''}`;
}

/** Makes the new names durable before the database speaks of them. */
async function syncFolders(steps: readonly FileStep[], log: Log): Promise<void> {
  const folders = new Set(steps.filter((step) => step.do !== 'stay').map(({ to }) => dirname(to)));
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
