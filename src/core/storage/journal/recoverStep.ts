/** Brings the files of one step that a crash may have cut off to one of its two ends. */
import { stat, unlink, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ArchiveSettings } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError, isSystemError, messageOf } from '../../base/errors';
import type { Log } from '../../base/ports';
import { syncFolder } from '../../base/syncFolder';
import type { Database } from '../database/database';
import type { Frames } from '../database/frames';
import type { NewFrame } from '../database/insertFrame';
import { type Digest, samePixels } from '../files/digests';
import { editOf, type FileStep } from '../files/fileStep';
import { refuseBeyondHeader } from '../files/headerOnly';
import { isOneName } from '../files/oneName';
import { finishPatches } from '../files/patches';
import { readFrame } from '../files/readFrame';
import { isUnchanged } from '../files/stepSource';
import type { Identity } from '../identity/identity';
import { editedRow } from './editedRow';
import { judgeStep, type StepVerdict } from './judgeStep';
import { type StepEnd, unpacked, type WrittenStep } from './lines';
import { isGone, look, removeLeftovers } from './stepTraces';
import type { Told } from './told';
import { mayTouch, type Permission, type Trust } from './trust';

export interface RecoverParts {
  readonly settings: Pick<ArchiveSettings, 'repository' | 'database' | 'timeZone'>;
  readonly identity: Identity;
  readonly database: Database;
  readonly frames: Frames;
  readonly digest: Digest;
  readonly log: Log;
}

/**
 * - `finished`: the file is where the step puts it; `enter` writes what the database has to learn.
 * - `rolledBack`: it is where it was.
 * - `problem`: nobody touches it; somebody has to look.
 * - `waiting`: it is nowhere, or its drive does not answer; it is looked for again at the next start.
 */
export type RecoveredStep =
  | { readonly kind: 'finished'; readonly enter: (() => void) | null }
  | { readonly kind: 'rolledBack' | 'problem' | 'waiting' };

interface Standing {
  /** The operation came to its own end and is in the history; later ones may have taken its files on. */
  readonly isSaved: boolean;
  readonly end: StepEnd | undefined;
  readonly trust: Trust;
}

type Parts = RecoverParts & { readonly told: Told };

/** A step with a file at neither end. */
function recoverGone(step: WrittenStep, standing: Standing, parts: Parts): RecoveredStep {
  const { packed, ...rest } = step;
  const verdict = judgeStep(
    { ...rest, patches: [] },
    { from: 'absent', to: 'absent', oneFile: false },
    false,
  );
  if (verdict.kind === 'lost') return lost(step, standing, parts.told);
  if (verdict.kind === 'done') return { kind: 'finished', enter: leave(step, parts) };
  return rolledBack(step, parts.told);
}

/** Never throws: what goes wrong with one file is told, and is no matter of the others. */
export async function recoverStep(
  step: WrittenStep,
  standing: Standing,
  parts: Parts,
): Promise<RecoveredStep> {
  try {
    return isGone(step)
      ? recoverGone(step, standing, parts)
      : await recoverFile(unpacked(step), standing, parts);
  } catch (error) {
    parts.told.say('error', 'not recovered', `Not recovered: ${messageOf(error)}`);
    // A drive that does not answer today may do so at the next start, and what was begun is finished then.
    return { kind: isSystemError(error) ? 'waiting' : 'problem' };
  }
}

async function recoverFile(step: FileStep, standing: Standing, parts: Parts): Promise<RecoveredStep> {
  const { end, trust } = standing;
  const { told } = parts;
  const verdict = judgeStep(step, await look(step), end !== undefined);
  if (verdict.kind === 'lost') return lost(step, standing, told);
  if (verdict.kind === 'foreign') {
    const line = english('{0} holds something else than {1}; both were left alone', step.to, step.from);
    told.say('warn', 'something else lies there', line);
    return { kind: 'problem' };
  }
  const may = mayTouch(step, trust);
  if (!may.to && touchesTarget(step)) {
    const line = english(
      '{0} lies outside the archive, whose journal cannot be trusted, and was left alone',
      step.to,
    );
    told.say('warn', 'they lie outside the archive', line);
    return { kind: 'problem' };
  }
  if (verdict.kind === 'clear') await unlink(step.to);
  // What was half written has its old file still, and would be in the way.
  if (may.to) await removeLeftovers(step);
  const known = end === undefined || end === 'failed' ? null : end.editedSha256;
  let edited = (await finish(step, verdict, may, trust, parts)) ?? known;
  if (verdict.kind === 'clear' || verdict.kind === 'not-begun') return rolledBack(step, told);
  if (step.amends && step.patches.length > 0) {
    edited ??= await parts.digest(step.to, (await stat(step.to)).size);
  }
  const enter = await rowOf(step, edited, parts);
  told.say('info', 'finished', `Finished: ${step.from}${step.to === step.from ? '' : ` → ${step.to}`}`);
  return { kind: 'finished', enter };
}

/** Removing a copy and listing a file do nothing at the target. */
function touchesTarget(step: FileStep): boolean {
  return step.do !== 'remove' && (step.do !== 'stay' || step.patches.length > 0);
}

function lost(
  { from, to }: Pick<FileStep, 'from' | 'to'>,
  { isSaved, end }: Standing,
  told: Told,
): RecoveredStep {
  const line =
    from === to
      ? english('{0} is no longer there; was its drive disconnected, or was it moved by hand?', from)
      : english(
          '{0} is neither there nor at {1}; was its drive disconnected, or was it moved by hand?',
          from,
          to,
        );
  if (isSaved && end !== undefined) {
    told.say('warn', 'gone since', line);
    return { kind: 'problem' };
  }
  told.say('warn', 'neither here nor there; they are looked for again at the next start', line);
  return { kind: 'waiting' };
}

function rolledBack({ from }: Pick<FileStep, 'from'>, told: Told): RecoveredStep {
  told.say('info', 'rolled back', `Rolled back: ${from} is where it was`);
  return { kind: 'rolledBack' };
}

/** Returns the SHA-256 of a file whose header was edited, where it had to be read. */
async function finish(
  step: FileStep,
  verdict: StepVerdict,
  may: Permission,
  { isTrusted }: Trust,
  { digest }: RecoverParts,
): Promise<string | null> {
  const sourceThere =
    step.from !== step.to &&
    (await isUnchanged(step)) &&
    !(await isOneName(step.from, step.to).catch(() => false));
  let edited: string | null = null;
  if (verdict.kind === 'finish-edit') {
    refuseBeyondHeader(step.to, step.patches, { printable: !isTrusted });
    finishPatches(step.to, step.patches, { fresh: editOf(step) });
    if (sourceThere) edited = await samePixels(step.from, step.to);
  } else if ((verdict.kind === 'done' || verdict.kind === 'give-up') && !verdict.verified && sourceThere) {
    edited = await compare(step, digest);
  }
  if (step.patches.length > 0 && verdict.kind !== 'not-begun' && verdict.kind !== 'clear') {
    await utimes(step.to, (step.mtime + 0.0005) / 1000, (step.mtime + 0.0005) / 1000);
  }
  const gives = may.from && (step.do === 'move' || (step.do === 'adopt' && step.givesUp));
  if (gives && sourceThere && (verdict.kind === 'give-up' || verdict.kind === 'finish-edit')) {
    await syncFolder(dirname(step.to));
    await unlink(step.from);
  }
  return edited;
}

/** Throws unless the target is what was to be made of the source, which is still there. */
async function compare(step: FileStep, digest: Digest): Promise<string | null> {
  if (step.patches.length > 0) return samePixels(step.from, step.to);
  const expected = step.hash ?? (await digest(step.from, step.size));
  const got = await digest(step.to, step.size);
  if (got === expected) return null;
  throw new ArchiveError('file', english('It is not what {0} was; both were left alone', step.from), {
    path: step.to,
    expected,
    got,
  });
}

async function rowOf(
  step: FileStep,
  editedSha256: string | null,
  parts: RecoverParts,
): Promise<(() => void) | null> {
  const { frames, settings } = parts;
  if (step.row === 'leave') return leave(step, parts);
  if (step.amends) {
    const row = editedRow(step, { ...(await stateOf(step.to)), editedSha256 }, parts);
    return () => frames.insert(row);
  }
  const frame = readFrame(step.to, step.from, settings.timeZone);
  if (frame === null) return null;
  const { size, mtime } = await stateOf(step.to);
  const { to: path, sha256, imageKey, source, replaces, displaces } = step;
  const row: NewFrame = {
    path,
    size,
    mtime,
    sha256,
    imageKey,
    source,
    replaces,
    frame,
    editedSha256,
    ...(displaces === undefined ? {} : { displaces }),
  };
  return () => frames.insert(row);
}

/** Takes the row of the file out that is no longer at `from`. */
function leave({ from, row }: Pick<FileStep, 'from' | 'row'>, { frames }: RecoverParts): (() => void) | null {
  if (row !== 'leave') return null;
  return () => {
    const there = frames.atPath(from);
    if (there) frames.remove([there.id]);
  };
}

async function stateOf(path: string): Promise<{ size: number; mtime: number }> {
  const { size, mtimeMs } = await stat(path);
  return { size, mtime: mtimeMs };
}
