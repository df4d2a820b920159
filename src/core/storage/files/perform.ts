/**
 * Carries out one step. A file is given up only when its target is complete, durable and under its final
 * name, and no step can overwrite anything: names are taken with `link`, which refuses an existing one.
 */
import { link, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import { moveAcross } from './across';
import { copyTo } from './copy';
import { type Digest, samePixels } from './digests';
import { editFile } from './editFile';
import { editOf, type FileStep } from './fileStep';
import { hasNoLinks } from './fileSystems';
import { FolderMaker } from './makeFolders';
import { areTwoNames, isOneInode } from './oneName';
import { applyPatches, isHalfEdited } from './patches';
import { giveUpSource, refuseChanged, refuseFixed } from './stepSource';
import { isTaken } from './whatIsThere';

/** The file as it now lies at `to`. */
export interface Placed {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly mtime: number;
  /** SHA-256 of a file whose header was edited and which was read afterwards; else null. */
  readonly editedSha256: string | null;
  /** The file still lies where it came from although it was to be moved. */
  readonly sourceKept: boolean;
}

/**
 * The step was done, but its result could not be looked at: what there is to enter is known at the next start
 * only.
 */
export class UnseenError extends ArchiveError {}

/**
 * `digest` gives the SHA-256 of a file. Throws an ArchiveError; everything is then as it was before, and no
 * file is left behind, but for an UnseenError.
 */
export async function perform(
  step: FileStep,
  digest: Digest,
  folders: FolderMaker = new FolderMaker(),
): Promise<Placed> {
  try {
    await refuseChanged(step);
    if (step.do === 'remove') return await remove(step, digest);
    let sourceKept = step.do !== 'move';
    let editedSha256: string | null = null;
    if (step.amends) editedSha256 = await editFile(step, digest, folders);
    else if (step.do === 'stay')
      applyPatches(step.to, step.patches, { fresh: editOf(step), journaled: true });
    else if (step.do === 'adopt') {
      const gone = await adopt(step, digest);
      sourceKept = !gone.given;
      editedSha256 = gone.editedSha256;
    } else {
      if (step.do === 'move') await refuseFixed(step.from);
      await folders.make(dirname(step.to));
      editedSha256 = await (step.do === 'copy' ? copyTo(step, digest) : moveTo(step, digest));
    }
    return { ...(await lookAt(step)), sourceKept, editedSha256 };
  } catch (error) {
    throw fileError(error, blamed(error, step));
  }
}

/** At the file that a step has left. */
async function lookAt({ do: what, patches, amends, to }: FileStep): Promise<{ size: number; mtime: number }> {
  try {
    const { size, mtimeMs: mtime } = await stat(to);
    return { size, mtime };
  } catch (error) {
    if (what === 'stay' && patches.length === 0 && !amends) throw error;
    const why = fileError(error, to).message;
    throw new UnseenError(
      'file',
      english('It lies where it belongs, but could not be looked at: {0}', why),
      { path: to, reason: 'not-looked-at', advice: english('The archive adds it when it is opened next.') },
      { cause: error },
    );
  }
}

/** Within a file system a second name is made, then the first one removed; across, a verified copy. */
async function moveTo(step: FileStep, digest: Digest): Promise<string | null> {
  const { from, to } = step;
  try {
    await link(from, to);
  } catch (error) {
    if (!hasNoLinks(error)) throw error;
    return moveAcross(step, digest);
  }
  let edited: string | null;
  try {
    // Whatever took the source's name in the last moment is not what was read.
    await refuseChanged({ ...step, from: to });
    edited = await editSecondName(step);
  } catch (error) {
    await unlink(to);
    throw error;
  }
  await giveUpSource(step);
  return edited;
}

/** A file with two names is rewritten, so that the source stays as it is until it is removed. */
async function editSecondName(step: FileStep): Promise<string | null> {
  if (step.patches.length === 0) return null;
  applyPatches(step.to, step.patches, { fresh: editOf(step) });
  return samePixels(step.from, step.to);
}

/**
 * Finishes what an interrupted registration has begun: the target is there already, complete, and only the
 * archive does not know it. The source of a move goes only when it is a second name of that very file.
 */
async function adopt(
  step: FileStep,
  digest: Digest,
): Promise<{ given: boolean; editedSha256: string | null }> {
  const { from, to, patches, sha256 } = step;
  if (!step.givesUp || !(await areTwoNames(from, to))) {
    if (patches.length === 0) return { given: false, editedSha256: null };
    const now = await digest(to, (await stat(to)).size);
    return { given: false, editedSha256: now === sha256 ? null : now };
  }
  const editedSha256 = await editSecondName(step);
  await giveUpSource(step);
  return { given: true, editedSha256 };
}

/** Removes a copy, after one more look at the file that stays. */
async function remove({ from, to, hash, size, mtime }: FileStep, digest: Digest): Promise<Placed> {
  const [going, kept] = await Promise.all([stat(from, { bigint: true }), stat(to, { bigint: true })]);
  const twice = isOneInode(going, kept) && !(await areTwoNames(from, to));
  const got = twice ? english('the same file') : await digest(to, Number(kept.size));
  if (got !== hash) {
    throw new ArchiveError(
      'file',
      english('It was left, because {0} is no longer the file that it was made from', to),
      { path: from, reason: 'replaced', expected: `SHA-256 ${hash ?? 'known'}`, got },
    );
  }
  await unlink(from);
  return { size, mtime, editedSha256: null, sourceKept: false };
}

/** The file that a system error is about: EACCES on the source is another matter than on the target. */
function blamed(error: unknown, { from, to, do: action }: FileStep): string {
  if (action === 'stay') return from;
  const { path, code = '' } = error as NodeJS.ErrnoException;
  // A copy names its source in every error, but the drive that is full is the target's.
  if (code === 'ENOSPC' || code === 'EDQUOT') return to;
  return path === from ? from : to;
}

/** Then its journal has to stay open, so that the next start finishes it. */
export async function isHalfDone(step: FileStep): Promise<boolean> {
  if (isHalfEdited(step.to, step.patches)) return true;
  if (!step.amends || step.from === step.to) return false;
  return !(await isTaken(step.from)) && (await isTaken(step.to));
}
