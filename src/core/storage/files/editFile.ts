/**
 * Edits the header of an archived file where it lies, and gives it another name. Its bytes are read once
 * before anything is done: an edit must not pass damage off as the new truth, and what the file will be is
 * known from the same read.
 */
import { access, constants, link, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { english } from '../../base/english';
import { ArchiveError, fileError, messageOf } from '../../base/errors';
import { moveAcross } from './across';
import { type Digest, digestsWith } from './digests';
import { editOf, type FileStep } from './fileStep';
import { foldFileName, hasNoLinks } from './fileSystems';
import type { FolderMaker } from './makeFolders';
import { isOneName } from './oneName';
import { applyPatches, patchState } from './patches';
import { giveUpSource, refuseChanged, refuseFixed } from './stepSource';

/**
 * Returns the SHA-256 of the file with its header edited, null for one that is only renamed. Whatever fails,
 * the file has its old name and header; where the drive refuses even that, a next start brings it to its end.
 */
export async function editFile(step: FileStep, digest: Digest, folders: FolderMaker): Promise<string | null> {
  const { from, to, patches } = step;
  const edited = patches.length === 0 ? null : await readOnce(step);
  if (from !== to) {
    await refuseFixed(from);
    await folders.make(dirname(to));
    if (await takeNewName(step)) return moveAcross(step, digest);
  }
  try {
    applyPatches(to, patches, { fresh: editOf(step), journaled: true });
  } catch (error) {
    // The last call can fail when every byte is on the disk already.
    if (isEdited(step)) return edited;
    if (from !== to) await goBack(step, error);
    throw error;
  }
  return edited;
}

function isEdited({ to, patches }: FileStep): boolean {
  try {
    return patchState(to, patches) === 'after';
  } catch {
    return false;
  }
}

/** Throws where the file cannot be written, or holds other bytes than the archive knows of. */
async function readOnce({ from, size, patches, hash }: FileStep): Promise<string> {
  await access(from, constants.W_OK);
  const { before, after } = await digestsWith(from, size, patches);
  if (hash === null || before === hash) return after;
  throw new ArchiveError(
    'file',
    english('Its bytes are not those that the archive knows; the file was not touched'),
    {
      reason: 'other-bytes',
      path: from,
      expected: `SHA-256 ${hash}`,
      got: before,
      advice: english('Verify the archive, and restore the file from a backup.'),
    },
  );
}

/**
 * Takes a free name and gives up the old one. Returns whether it lies on another file system, with nothing
 * done yet.
 */
async function takeNewName(step: FileStep): Promise<boolean> {
  const { from, to } = step;
  if (foldFileName(from) === foldFileName(to) && (await isOneName(from, to).catch(() => false))) {
    // Where case does not count the new name is the old one, and there is nothing that could be overwritten.
    await rename(from, to);
    return false;
  }
  try {
    await link(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EXDEV') return true;
    if (!hasNoLinks(error)) throw error;
    await renameToFree(from, to);
    return false;
  }
  try {
    // Whatever took the source's name in the last moment is not what was read.
    await refuseChanged({ ...step, from: to });
  } catch (error) {
    await unlink(to);
    throw error;
  }
  await giveUpSource(step);
  return false;
}

/** Without hard links: an exclusive empty file holds the name, then the file takes its place. */
async function renameToFree(from: string, to: string): Promise<void> {
  const holder = await open(to, 'wx');
  try {
    await holder.close();
    await rename(from, to);
  } catch (error) {
    await unlink(to);
    throw error;
  }
}

/** Gives the file its old name again; says so where that cannot be done. */
async function goBack(step: FileStep, cause: unknown): Promise<void> {
  const { from, to } = step;
  try {
    await takeNewName({ ...step, from: to, to: from });
  } catch (error) {
    const why = messageOf(fileError(error, to));
    throw new ArchiveError(
      'file',
      english(
        '{0} It lies at {1} now, since its old name cannot be given back ({2})',
        messageOf(cause),
        to,
        why,
      ),
      { path: from, advice: english('Open the archive again to finish what was begun.') },
      { cause },
    );
  }
}
