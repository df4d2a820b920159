/** Copies a file beside its target, verifies the copy, edits it, and only then gives it its name. */
import {
  chmod,
  constants,
  copyFile,
  type FileHandle,
  link,
  open,
  rename,
  rm,
  unlink,
  utimes,
} from 'node:fs/promises';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { type Digest, samePixels } from './digests';
import { editOf, type FileStep, partOf } from './fileStep';
import { hasNoLinks } from './fileSystems';
import { applyPatches } from './patches';

/**
 * The folder must exist. Whatever fails, the source is untouched and nothing is left. Returns the SHA-256 of
 * the copy where its header was edited, else null.
 */
export async function copyTo(step: FileStep, digest: Digest): Promise<string | null> {
  const { from, to, size, mtime, patches } = step;
  const part = partOf(step);
  try {
    await copyFile(from, part, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await makeDurable(part);
    const expected = step.hash ?? (await digest(from, size));
    const got = await digest(part, size);
    if (got !== expected) {
      throw new ArchiveError('file', english('The copy differs from the original and was removed'), {
        path: from,
        expected,
        got,
        advice: english('Check the drives, then register it again.'),
      });
    }
    const edited = patches.length > 0 ? await edit(step, part) : null;
    await setTimes(part, mtime);
    await takeName(part, to);
    return edited;
  } catch (error) {
    // The first failure is the one to report; a left-over part is removed by the next start.
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function edit(step: FileStep, part: string): Promise<string> {
  applyPatches(part, step.patches, { fresh: editOf(step) });
  return samePixels(step.from, part);
}

/** Gives a finished file its final name, which must be free. */
export async function takeName(part: string, to: string): Promise<void> {
  try {
    await link(part, to);
  } catch (error) {
    if (!hasNoLinks(error)) throw error;
    // Without hard links: an exclusive empty file holds the name, then the finished file takes its place.
    const holder = await open(to, 'wx');
    try {
      await holder.close();
      await rename(part, to);
    } catch (takeError) {
      await unlink(to);
      throw takeError;
    }
    return;
  }
  try {
    await unlink(part);
  } catch (error) {
    // Where names can be made but not taken away the file lies where it belongs, whole; its other name is
    // left.
    const isTaken = await unlink(to).then(
      () => false,
      () => true,
    );
    if (!isTaken) throw error;
  }
}

async function makeDurable(path: string): Promise<void> {
  const file = await openWritable(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A copy of a read-only file is read-only as well, and would refuse to be synced and edited. */
async function openWritable(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    await chmod(path, 0o644);
    return open(path, 'r+');
  }
}

/** In milliseconds. The system cuts times to microseconds, so half of one makes that a rounding. */
function setTimes(path: string, mtime: number): Promise<void> {
  const seconds = (mtime + 0.0005) / 1000;
  return utimes(path, seconds, seconds);
}
