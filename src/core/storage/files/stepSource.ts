/** The file that a step starts from: whether it is still what was planned for, and how it is given up. */
import { access, constants, lstat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { english } from '../../base/english';
import { ArchiveError, fileError, messageOf } from '../../base/errors';
import { isSameTime } from './fileState';
import type { FileStep } from './fileStep';

/**
 * What was planned holds only for the bytes that were read. An edit puts the time of its file back by the
 * microsecond, so that a plan made before it, to be taken back after it, knows a time that is not quite the
 * one on the disk.
 */
export async function refuseChanged({
  from,
  size,
  mtime,
}: Pick<FileStep, 'from' | 'size' | 'mtime'>): Promise<void> {
  const now = await lstat(from);
  if (now.isFile() && now.size === size && isSameTime(now.mtimeMs, mtime)) return;
  throw new ArchiveError('file', english('It changed after it was read; the file was not touched'), {
    path: from,
    reason: 'changed',
    expected: english('{0} bytes of {1}', size, new Date(mtime).toISOString()),
    got: english('{0} bytes of {1}', now.size, now.mtime.toISOString()),
    advice: english('Register it again.'),
  });
}

/** Whether the file at `from` is still the one that was planned for. */
export async function isUnchanged(step: Pick<FileStep, 'from' | 'size' | 'mtime'>): Promise<boolean> {
  try {
    await refuseChanged(step);
    return true;
  } catch {
    return false;
  }
}

/** A file that cannot be removed cannot be moved; better said before 120 MB of it are copied. */
export async function refuseFixed(source: string): Promise<void> {
  try {
    await access(dirname(source), constants.W_OK);
  } catch (error) {
    throw fileError(error, source);
  }
}

/** Where the source cannot be removed the move is taken back, or the frame would lie there twice. */
export async function giveUpSource(step: FileStep): Promise<void> {
  try {
    await unlink(step.from);
  } catch (error) {
    // Only while the original is still there for certain; otherwise the target is the only one, and stays.
    if (!(await isUnchanged(step))) return;
    const why = messageOf(fileError(error, step.from));
    await unlink(step.to).catch((cause: unknown) => {
      throw new ArchiveError(
        'file',
        english('It could not be moved, and its new name could not be removed'),
        {
          path: step.from,
          got: english('{0}; it lies at {1} as well', why, step.to),
          advice: english('Nothing was lost.'),
        },
        { cause },
      );
    });
    throw error;
  }
}
