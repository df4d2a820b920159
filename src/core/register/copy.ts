/** Copies a file beside its target, verifies the copy, edits it, and only then gives it its name. */
import { randomBytes } from 'node:crypto';
import {
  chmod,
  constants,
  copyFile,
  link,
  open,
  rename,
  rm,
  unlink,
  utimes,
  type FileHandle,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ArchiveError } from '../errors';
import { editImage } from '../imageFiles';
import { imageDigest } from './digest';
import { hasNoLinks } from './names';
import type { Placement } from './plan';

/** SHA-256 of a file of so many bytes, 64 lower-case hexadecimal digits. */
export type Digest = (path: string, size: number) => Promise<string>;

const PART = /^\.astro-archive-[0-9a-f]{12}\.part$/;

/** Whether a name is that of an unfinished copy, which only a crash leaves behind. */
export function isPart(name: string): boolean {
  return PART.test(name);
}

/** The folder must exist. Whatever fails, the source is untouched and nothing is left. */
export async function copyTo({ scan, to, edits }: Placement, digest: Digest): Promise<void> {
  const beside = join(dirname(to), `.astro-archive-${randomBytes(6).toString('hex')}.part`);
  try {
    await copyFile(scan.path, beside, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await makeDurable(beside);
    const got = await digest(beside, scan.size);
    if (got !== scan.sha256) {
      throw new ArchiveError('file', 'The copy differs from the original and was thrown away', {
        path: scan.path,
        expected: scan.sha256,
        got,
        advice: 'Check the drives, then register it again.',
      });
    }
    if (edits.length > 0) {
      editImage(beside, edits);
      await samePixels(scan.path, beside);
    }
    await setTimes(beside, scan.mtime);
    await takeName(beside, to);
  } catch (error) {
    // The first failure is the one to report; a left-over part is removed by a later registration.
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Throws unless both files hold the same data units; what an edit has made is not trusted before that. */
export async function samePixels(source: string, edited: string): Promise<void> {
  const [expected, got] = await Promise.all([imageDigest(source), imageDigest(edited)]);
  if (expected === got) return;
  throw new ArchiveError('file', 'An edit of the header changed the image and was thrown away', {
    path: source,
    expected,
    got,
    advice: 'Switch the adding of WCS off in the settings, and report this file.',
  });
}

/** Gives a finished file its final name, which must be free. */
async function takeName(beside: string, to: string): Promise<void> {
  try {
    await link(beside, to);
  } catch (error) {
    if (!hasNoLinks(error)) throw error;
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
  try {
    await unlink(beside);
  } catch (error) {
    await unlink(to);
    throw error;
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
