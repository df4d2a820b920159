/**
 * Puts one file where the plan wants it. The source is given up only when the target is complete, durable and
 * under its final name, and no step can overwrite anything: names are taken with `link`, which refuses an
 * existing one.
 */
import { link, lstat, stat, unlink, access, constants } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { syncFolder } from '../database/file';
import { ArchiveError, fileError } from '../errors';
import { editImage } from '../imageFiles';
import { copyTo, samePixels, type Digest } from './copy';
import { Folders } from './folders';
import { fold, hasNoLinks } from './names';
import type { Placement } from './plan';
import type { Scan } from './scan';

/** Size in bytes and modification time in milliseconds of the file as it now lies in the archive. */
export interface Placed {
  readonly size: number;
  readonly mtime: number;
  /** The file still lies where it came from although it was to be moved. */
  readonly sourceKept: boolean;
}

/**
 * Carries a placement out. `digest` gives the SHA-256 of a file.
 * Throws an ArchiveError; the source is then untouched and no file is left behind.
 */
export async function placeFile(
  placement: Placement,
  digest: Digest,
  folders: Folders = new Folders(),
): Promise<Placed> {
  const { scan, action, to, edits } = placement;
  try {
    let sourceKept = action !== 'move';
    await refuseChanged(scan);
    if (action === 'index') {
      if (edits.length > 0) editImage(to, edits);
    } else if (action === 'adopt') sourceKept = !(await adopt(placement));
    else {
      if (action === 'move') await refuseFixed(scan.path);
      await folders.make(dirname(to));
      if (action === 'copy') await copyTo(placement, digest);
      else await moveTo(placement, digest);
    }
    const { size, mtimeMs } = await stat(to);
    return { size, mtime: mtimeMs, sourceKept };
  } catch (error) {
    throw fileError(error, blamed(error, placement));
  }
}

/** What was planned holds only for the bytes that were read. */
async function refuseChanged(scan: Scan): Promise<void> {
  const now = await lstat(scan.path);
  if (now.isFile() && now.size === scan.size && now.mtimeMs === scan.mtime) return;
  throw new ArchiveError('file', 'It changed after it was read and was left alone', {
    path: scan.path,
    expected: `${scan.size} bytes of ${new Date(scan.mtime).toISOString()}`,
    got: `${now.size} bytes of ${now.mtime.toISOString()}`,
    advice: 'Register it again.',
  });
}

/** A file that cannot be removed cannot be moved; better said before 120 MB of it are copied. */
async function refuseFixed(source: string): Promise<void> {
  try {
    await access(dirname(source), constants.W_OK);
  } catch (error) {
    throw fileError(error, source);
  }
}

/** Within a file system a second name is made, then the first one removed; across, a verified copy. */
async function moveTo(placement: Placement, digest: Digest): Promise<void> {
  const { scan, to } = placement;
  try {
    await link(scan.path, to);
  } catch (error) {
    if (!hasNoLinks(error)) throw error;
    await copyTo(placement, digest);
    try {
      // Two file systems keep two journals: only when the new name is durable may the old one go.
      await syncFolder(dirname(to));
    } catch (syncError) {
      await unlink(to);
      throw syncError;
    }
    await giveUpSource(scan, to);
    return;
  }
  try {
    // Whatever took the source's name in the last moment is not what was read.
    await refuseChanged({ ...scan, path: to });
    await editSecondName(placement);
  } catch (error) {
    await unlink(to);
    throw error;
  }
  await giveUpSource(scan, to);
}

/** The editor writes a file with two names anew, so that the source stays as it is until it is removed. */
async function editSecondName({ scan, to, edits }: Placement): Promise<void> {
  if (edits.length === 0) return;
  editImage(to, edits);
  await samePixels(scan.path, to);
}

/**
 * Finishes what an interrupted registration has begun: the target is there already, complete, and only the
 * archive does not know it. The source of a move goes only when it is a second name of that very file; says
 * whether it went.
 */
async function adopt(placement: Placement): Promise<boolean> {
  const { scan, to, mode } = placement;
  if (mode !== 'move' || !(await areTwoNames(scan.path, to))) return false;
  await editSecondName(placement);
  await giveUpSource(scan, to);
  return true;
}

/** Two names of one file, and not one name reached in two ways: through a link, a mount, or in another case. */
export async function areTwoNames(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([lstat(a), lstat(b)]);
  if (first.dev !== second.dev || first.ino !== second.ino || first.nlink < 2) return false;
  const [folderA, folderB] = await Promise.all([stat(dirname(a)), stat(dirname(b))]);
  const sameFolder = folderA.dev === folderB.dev && folderA.ino === folderB.ino;
  return !(sameFolder && fold(basename(a)) === fold(basename(b)));
}

/** Where the source cannot be removed the move is taken back, or the frame would lie there twice. */
async function giveUpSource(scan: Scan, to: string): Promise<void> {
  try {
    await unlink(scan.path);
  } catch (error) {
    // Only while the original is still there for certain; otherwise the target is the only one, and stays.
    if (!(await isUnchanged(scan))) return;
    await unlink(to);
    throw error;
  }
}

async function isUnchanged(scan: Scan): Promise<boolean> {
  try {
    await refuseChanged(scan);
    return true;
  } catch {
    return false;
  }
}

/** The file that a system error is about: EACCES on the source is another matter than on the target. */
function blamed(error: unknown, { scan, action, to }: Placement): string {
  if (action === 'index') return scan.path;
  const { path, code = '' } = error as NodeJS.ErrnoException;
  // A copy names its source in every error, but the drive that is full is the target's.
  if (code === 'ENOSPC' || code === 'EDQUOT') return to;
  return path === scan.path ? scan.path : to;
}
