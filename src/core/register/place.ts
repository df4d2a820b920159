/**
 * Puts one file where the plan wants it. The source is given up only when the target is complete under its
 * final name, and no step can overwrite anything: names are taken with `link`, which refuses an existing one.
 */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import {
  chmod,
  copyFile,
  link,
  lstat,
  mkdir,
  open,
  rename,
  rm,
  stat,
  unlink,
  utimes,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ArchiveError, fileError } from '../errors';
import { editHeader } from '../fits/edit';
import { fileDigest } from './digest';
import type { Placement } from './plan';

/** What a file system answers that has no hard links, or none between these two places. */
const NO_LINK = new Set(['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Size in bytes and modification time in milliseconds of the file as it now lies in the archive. */
export interface Placed {
  readonly size: number;
  readonly mtime: number;
}

/** Carries a placement out. Throws an ArchiveError; the source is then untouched and nothing is left behind. */
export async function placeFile(placement: Placement): Promise<Placed> {
  const { scan, action, to } = placement;
  try {
    await refuseChanged(placement);
    if (action === 'index') editInPlace(placement);
    else {
      await mkdir(dirname(to), { recursive: true });
      if (action === 'copy') await copyTo(placement);
      else await moveTo(placement);
    }
    const { size, mtimeMs } = await stat(to);
    return { size, mtime: mtimeMs };
  } catch (error) {
    throw fileError(error, action === 'index' || isAbout(error, scan.path) ? scan.path : to);
  }
}

/** What was planned holds only for the bytes that were read. */
async function refuseChanged({ scan }: Placement): Promise<void> {
  const now = await lstat(scan.path);
  if (now.isFile() && now.size === scan.size && now.mtimeMs === scan.mtime) return;
  throw new ArchiveError('file', 'It changed after it was read and was left alone', {
    path: scan.path,
    expected: `${scan.size} bytes of ${new Date(scan.mtime).toISOString()}`,
    got: `${now.size} bytes of ${now.mtime.toISOString()}`,
    advice: 'Register it again.',
  });
}

function editInPlace({ to, edits }: Placement): void {
  if (edits.length > 0) editHeader(to, edits);
}

/** Within a file system a second name is made, then the first one removed; across, a verified copy. */
async function moveTo(placement: Placement): Promise<void> {
  const { scan, to, edits } = placement;
  try {
    await link(scan.path, to);
  } catch (error) {
    if (!NO_LINK.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await copyTo(placement);
    await giveUpSource(scan.path, to);
    return;
  }
  try {
    // The editor writes a file with two names anew, so that the source stays as it is until it is removed.
    if (edits.length > 0) editHeader(to, edits);
  } catch (error) {
    await unlink(to);
    throw error;
  }
  await giveUpSource(scan.path, to);
}

/** Where the source cannot be removed the move is taken back, or the frame would lie there twice. */
async function giveUpSource(source: string, to: string): Promise<void> {
  try {
    await unlink(source);
  } catch (error) {
    // Only while the source is still there for certain.
    await lstat(source);
    await unlink(to);
    throw error;
  }
}

/** Copies beside the target, verifies the copy against the hash, edits it, and only then gives it its name. */
async function copyTo({ scan, to, edits }: Placement): Promise<void> {
  const beside = join(dirname(to), `.astro-archive-${randomBytes(6).toString('hex')}.part`);
  try {
    await copyFile(scan.path, beside, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await makeDurable(beside);
    const got = await fileDigest(beside);
    if (got !== scan.sha256) {
      throw new ArchiveError('file', 'The copy differs from the original and was thrown away', {
        path: scan.path,
        expected: scan.sha256,
        got,
        advice: 'Check the drives, then register it again.',
      });
    }
    const times = await stat(scan.path);
    await utimes(beside, times.atime, times.mtime);
    if (edits.length > 0) editHeader(beside, edits);
    await takeName(beside, to);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Gives a finished file its final name, which must be free. */
async function takeName(beside: string, to: string): Promise<void> {
  try {
    await link(beside, to);
  } catch (error) {
    if (!NO_LINK.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    // Without hard links: an exclusive empty file holds the name, then the finished file takes its place.
    await (await open(to, 'wx')).close();
    try {
      await rename(beside, to);
    } catch (renameError) {
      await unlink(to);
      throw renameError;
    }
    return;
  }
  await unlink(beside);
}

/** A copy of a read-only file is read-only as well, and would refuse to be synced and edited. */
async function makeDurable(path: string): Promise<void> {
  await chmod(path, (await stat(path)).mode | 0o200);
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whether a system error speaks of this path: EACCES on the source is another matter than on the target. */
function isAbout(error: unknown, path: string): boolean {
  return (error as NodeJS.ErrnoException).path === path;
}
