/** Takes the steps of a journal back, some hundred files at a time, the last ones first. */
import { dirname } from 'node:path';
import type { ArchiveSettings, UndoReport } from '../../api/archive';
import { english } from '../../base/english';
import { isSystemError, reasonIn } from '../../base/errors';
import type { Context } from '../../base/ports';
import { Meter } from '../../base/progress';
import { FramePlaces } from '../../storage/database/framePlaces';
import { sourceOf } from '../../storage/database/frameSources';
import type { NewFrame } from '../../storage/database/insertFrame';
import type { Digest } from '../../storage/files/digests';
import { refuseAbsent } from '../../storage/files/refuseAbsent';
import { TargetFolders } from '../../storage/files/targetFolders';
import type { Identity } from '../../storage/identity/identity';
import { carryOut } from '../../storage/journal/carryOut';
import { editedRow } from '../../storage/journal/editedRow';
import { Ground } from '../../storage/journal/ground';
import type { Journal } from '../../storage/journal/journal';
import { unpacked } from '../../storage/journal/lines';
import type { JournalReader, ReadStep } from '../../storage/journal/reader';
import { isTrusted, type Trust } from '../../storage/journal/trust';
import type { RegenerateParts } from '../regenerate/regenerate';
import { type Back, planUndo } from './planUndo';
import { reentryOf } from './reentry';
import type { UndoOutcome } from './undoOutcome';
import { chanceOf } from './whyNot';

export interface UndoParts extends RegenerateParts {
  readonly settings: Pick<ArchiveSettings, 'repository' | 'database' | 'timeZone'>;
  readonly identity: Identity;
  readonly digest: Digest;
}

export interface FilesToUndo {
  readonly read: JournalReader;
  /** That of the undo itself. */
  readonly journal: Journal;
  readonly dryRun: boolean;
  readonly outcome: UndoOutcome;
  /** Is told the folders that files have left. */
  readonly left: Set<string>;
}

/**
 * Looks at every file and, unless it is a dry run, takes back those that are as the operation left them. One
 * file's refusal does not stop the rest; a cancel stops between files.
 */
export async function undoFiles(work: FilesToUndo, parts: UndoParts, context: Context): Promise<void> {
  const { read, dryRun, outcome } = work;
  const { progress, cancel } = context;
  const { repository } = parts.settings;
  // Files that are not there because their drive is away are neither taken back nor lost.
  await refuseAbsent(repository, new FramePlaces(parts.database.sqlite, repository).repository());
  const meter = new Meter(progress, dryRun ? 'Checking files' : 'Undoing', read.steps * (dryRun ? 1 : 2));
  const ground = new Ground(parts.settings.repository);
  const trust: Trust = {
    isTrusted: isTrusted(read.head, parts.identity),
    isInside: (path) => ground.isInside(path),
  };
  const folders = new TargetFolders();
  for await (const batch of read.backwards()) {
    const possible: Back[] = [];
    for (const planned of plan(batch, outcome, meter, dryRun)) {
      if (cancel.isCancellationRequested) return;
      const back = asListed(planned, folders);
      const { step } = back;
      const chance = await chanceOf(back, withSources(trust, back, parts));
      if (chance.kind === 'possible') possible.push(back);
      else if (chance.kind === 'already') already(back, dryRun, outcome, parts);
      else {
        const { kind, ...why } = chance;
        outcome[kind === 'refused' ? 'refuse' : 'fail']({ path: step.from, ...why });
      }
      meter.step(step.from, chance.kind === 'possible' || dryRun ? 1 : 2);
    }
    if (dryRun) for (const back of possible) outcome.takeBack(undoneOf(back));
    else {
      const again = await reentries(possible, trust, parts);
      if (!(await takeBack(possible, again, work, parts, meter, context))) return;
    }
  }
}

/** An archived file goes back to its old place as the drive spells that now. */
function asListed({ what, step }: Back, folders: TargetFolders): Back {
  return { what, step: step.amends ? { ...step, to: folders.resolvePath(step.to) } : step };
}

/** What is to be done for the steps of a batch; those with nothing to do count as done. */
function plan(
  batch: readonly ReadStep[],
  outcome: UndoOutcome,
  meter: Meter,
  dryRun: boolean,
): readonly Back[] {
  const steps = batch.flatMap(({ step, end }) => {
    try {
      return [{ step: unpacked(step), end }];
    } catch {
      outcome.refuse({ path: step.to, why: english('What its header was cannot be read in the journal') });
      return [];
    }
  });
  const { backs, refused } = planUndo(steps);
  for (const file of refused) outcome.refuse(file);
  meter.step(undefined, (batch.length - backs.length) * (dryRun ? 1 : 2));
  return backs;
}

/**
 * A frame may go back to where it came from, as its row says, also by a journal that is not believed
 * otherwise: of the first version, or of before the archive was moved. The user asks for it, the file is the
 * archive's own, and the name is free.
 */
function withSources(trust: Trust, { step }: Back, parts: UndoParts): Trust {
  if (trust.isTrusted) return trust;
  const { database, frames, settings } = parts;
  const id = frames.stateAt(step.from)?.id;
  const source = id === undefined ? null : sourceOf(database.sqlite, settings.repository, id);
  return { ...trust, isSource: (path) => path === source };
}

/** The file is where it was, or gone: the archive is not to list it where it is not. */
function already(
  { what, step }: Back,
  dryRun: boolean,
  outcome: UndoOutcome,
  { database, frames }: UndoParts,
): void {
  outcome.skip();
  if (dryRun || step.amends || what === 'restored') return;
  const there = frames.stateAt(step.from)?.id;
  if (there !== undefined) database.write(() => frames.remove([there]));
}

/** The rows of the files whose places the steps had taken; by step. */
async function reentries(
  backs: readonly Back[],
  trust: Trust,
  parts: UndoParts,
): Promise<ReadonlyMap<Back, NewFrame>> {
  const rows = new Map<Back, NewFrame>();
  for (const back of backs) {
    const { displaces } = back.step;
    if (displaces === undefined || parts.frames.stateAt(displaces)) continue;
    if (!trust.isTrusted && !trust.isInside(displaces)) continue;
    const row = await reentryOf(displaces, parts);
    if (row !== null) rows.set(back, row);
  }
  return rows;
}

/** Returns whether to go on. */
async function takeBack(
  backs: readonly Back[],
  again: ReadonlyMap<Back, NewFrame>,
  { journal, outcome, left }: FilesToUndo,
  parts: UndoParts,
  meter: Meter,
  { cancel }: Context,
): Promise<boolean> {
  const { database, frames, digest, log } = parts;
  const come = await carryOut(backs, {
    journal,
    digest,
    log,
    cancel,
    store(done) {
      database.write(() => {
        for (const { item, placed } of done) {
          const { step } = item;
          const there = frames.stateAt(step.from)?.id;
          if (step.amends) {
            frames.insert(editedRow({ ...step, replaces: there ?? step.replaces }, placed, parts));
          } else if (there !== undefined) {
            const row = again.get(item);
            if (row) frames.insert({ ...row, replaces: there });
            else frames.remove([there]);
          }
        }
      });
      for (const { item } of done) {
        outcome.takeBack(undoneOf(item));
        if (item.what === 'moved' || item.what === 'removed') left.add(dirname(item.step.from));
      }
      return true;
    },
    failed({ step }, why, error) {
      const file = { path: step.from, why, ...reasonIn(error) };
      if (isSystemError(error)) outcome.fail(file);
      else outcome.refuse(file);
    },
    onItem: ({ step }) => meter.step(step.to),
  });
  return come === backs.length;
}

function undoneOf({ what, step }: Back): UndoReport['undone'][number] {
  return { path: step.from, to: what === 'moved' ? step.to : null, what };
}
