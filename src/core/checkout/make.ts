/** Makes one file of a checkout, and takes back one that was made before. Nothing is ever overwritten. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { ArchiveError, CancelledError, fileError } from '../errors';
import type { Cancel } from '../ports';
import type { MarkedFile } from './marker';
import type { WantedFile } from './wanted';

/** The state of a place in the checkout. */
export type Place = 'free' | 'ours' | 'foreign';

/**
 * Whether a path is free, holds what this program would put there, or something else. A symbolic link is ours
 * when it points at the source, a hard link when it is the source, a copy or an unpacked file when it carries
 * the source's modification time, as those made here do.
 */
export function placeState(target: string, source: string, made: MarkedFile['made']): Place {
  const found = fs.lstatSync(target, { bigint: true, throwIfNoEntry: false });
  if (found === undefined) return 'free';
  if (made === 'symlink') {
    return found.isSymbolicLink() && fs.readlinkSync(target) === source ? 'ours' : 'foreign';
  }
  if (made === 'junction') {
    // Windows tells the target of a junction with a separator at its end.
    const same = found.isSymbolicLink() && path.resolve(fs.readlinkSync(target)) === path.resolve(source);
    return same ? 'ours' : 'foreign';
  }
  if (!found.isFile()) return 'foreign';
  const original = fs.statSync(source, { bigint: true, throwIfNoEntry: false });
  if (original === undefined) return 'foreign';
  if (made === 'hardlink') {
    return original.ino === found.ino && original.dev === found.dev ? 'ours' : 'foreign';
  }
  // Set through milliseconds, so that the finer digits of a file system do not count.
  const sameTime = original.mtimeMs - found.mtimeMs <= 2n && found.mtimeMs - original.mtimeMs <= 2n;
  return sameTime && (made === 'unpacked' || original.size === found.size) ? 'ours' : 'foreign';
}

/**
 * Puts a wanted file into its place. Answers with the entry for the marker, or with null where the place is taken
 * by something that was not made here. Throws where the source cannot be read or the system refuses the way.
 */
export async function makeEntry(
  file: WantedFile,
  earlier: MarkedFile | undefined,
  to: string,
  cancel: Cancel,
): Promise<MarkedFile | null> {
  const target = path.join(to, ...file.path.split('/'));
  const made = file.treatment === 'unpack' ? 'unpacked' : file.way;
  if (file.way === 'junction' && earlier === undefined) removeIfEmpty(target);
  const state = placeState(target, file.source, earlier?.made ?? made);
  // Also without a note: a crash may have come between the link and the marker.
  if (state === 'ours') return { path: file.path, source: file.source, made: earlier?.made ?? made };
  if (state === 'foreign') return null;
  await makeFile(file, target, path.join(to, 'process'), cancel);
  return { path: file.path, source: file.source, made };
}

/** `scratch` is a folder of the same volume for files that grow. */
async function makeFile(file: WantedFile, target: string, scratch: string, cancel: Cancel): Promise<void> {
  const { source, way } = file;
  if (file.treatment === 'unpack') return fill(source, target, scratch, cancel, zlib.createGunzip());
  if (way === 'copy') return fill(source, target, scratch, cancel);
  try {
    if (way === 'hardlink') fs.linkSync(source, target);
    else fs.symlinkSync(source, target, way === 'junction' ? 'junction' : 'file');
  } catch (error) {
    throw new ArchiveError(
      'file',
      'It cannot be linked into the checkout',
      {
        path: source,
        got: `${way}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`,
        advice: 'Check the file out as a copy, or choose a folder on a drive that has links.',
      },
      { cause: error },
    );
  }
}

/** An empty folder of an earlier checkout makes room for a junction. */
function removeIfEmpty(target: string): void {
  if (fs.lstatSync(target, { throwIfNoEntry: false })?.isDirectory() && fs.readdirSync(target).length === 0) {
    fs.rmdirSync(target);
  }
}

/** Writes beside first, so that a half-written file is never taken for a frame. */
async function fill(
  source: string,
  target: string,
  scratch: string,
  cancel: Cancel,
  unpack?: zlib.Gunzip,
): Promise<void> {
  const temporary = path.join(scratch, `${path.basename(target)}.part`);
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (cancel.isCancellationRequested) done(new CancelledError());
      else done(null, chunk);
    },
  });
  try {
    const input = fs.createReadStream(source, { highWaterMark: 1 << 20 });
    const output = fs.createWriteStream(temporary, { flags: 'w' });
    if (unpack === undefined) await pipeline(input, watch, output);
    else await pipeline(input, unpack, watch, output);
    const { atime, mtime } = fs.statSync(source);
    fs.utimesSync(temporary, atime, mtime);
    moveIntoPlace(temporary, target);
  } catch (error) {
    throw fileError(error, source);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

/** A rename would replace a file that appeared meanwhile; a link cannot. */
function moveIntoPlace(temporary: string, target: string): void {
  try {
    fs.linkSync(temporary, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // The volume has no hard links: an exclusive copy of a file beside it.
    fs.copyFileSync(temporary, target, fs.constants.COPYFILE_EXCL);
    const { atime, mtime } = fs.statSync(temporary);
    fs.utimesSync(target, atime, mtime);
  }
}

/** Removes what an earlier checkout made. False where it is not ours any more, or perhaps the last copy. */
export function takeBack(folder: string, file: MarkedFile): boolean {
  const target = path.join(folder, ...file.path.split('/'));
  const state = placeState(target, file.source, file.made);
  if (state === 'free') return true;
  if (state === 'foreign') return false;
  // A hard link of which the archive's name is gone would have been called foreign above.
  fs.unlinkSync(target);
  return true;
}
