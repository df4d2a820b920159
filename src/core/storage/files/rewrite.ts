/** Changes bytes of a file so that at every moment either the old or the new file is there, whole. */
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import { syncFolderNow } from '../../base/syncFolder';
import type { HeaderPatch } from '../../formats/fits/edit';
import { closeQuietly } from '../../formats/fits/source';

/** Bytes and where they go. */
interface Piece {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export interface Rewrite {
  /**
   * What the new file is called until it takes the old one's place, in the same folder; by default a name of
   * chance.
   */
  readonly fresh?: string;
}

const COPY_STEP = 1 << 20;

/**
 * Writes the patched file beside the old one, makes sure that it is on the disk, and puts it in the old one's
 * place. Mode and times stay; other hard links keep the old bytes.
 * @param check Called with the path of the new file before it takes the old one's place; throws to give up.
 */
export function rewriteFile(
  file: string,
  patches: readonly HeaderPatch[],
  check: (fresh: string) => void,
  options: Rewrite = {},
): void {
  const name = `.${path.basename(file).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`;
  const fresh = options.fresh ?? path.join(path.dirname(file), name);
  let made = false;
  try {
    const before = fs.statSync(file);
    // A read-only file could be replaced all the same; whoever made it read-only wanted it left alone.
    fs.accessSync(file, fs.constants.W_OK);
    const sameLayout = patches.every((patch) => patch.before.length === patch.after.length);
    if (sameLayout) {
      // A copy that is cut off may leave what it has made so far; a file that was there before is not ours to
      // remove.
      made = !fs.existsSync(fresh);
      // The system's copy may share the blocks with the old file, which costs nothing.
      fs.copyFileSync(file, fresh, fs.constants.COPYFILE_EXCL | fs.constants.COPYFILE_FICLONE);
    }
    const target = fs.openSync(fresh, sameLayout ? 'r+' : 'wx', before.mode);
    made = true;
    try {
      if (sameLayout) for (const patch of patches) writeAll(target, patch.after, patch.offset);
      else copyPatched(file, target, patches, before.size);
      likeBefore(target, before);
      fs.fsyncSync(target);
    } finally {
      fs.closeSync(target);
    }
    check(fresh);
    const now = fs.statSync(file);
    if (now.size !== before.size || now.mtimeMs !== before.mtimeMs || now.ino !== before.ino) {
      throw new ArchiveError('file', english('another program changed it at the same time'), {
        path: file,
        advice: english('Try again when it is no longer in use.'),
      });
    }
    fs.renameSync(fresh, file);
    made = false;
    syncFolderNow(path.dirname(file));
  } catch (error) {
    if (made) fs.rmSync(fresh, { force: true });
    throw fileError(error, file);
  }
}

/**
 * Writes pieces into a file one after the other, each on the disk before the next begins; times stay. Where
 * the system refuses one, half of it perhaps written, the bytes that stood there are put back before it
 * throws.
 */
export function writeInPlace(file: string, pieces: readonly Piece[]): void {
  try {
    const fd = fs.openSync(file, 'r+');
    try {
      const before = fs.fstatSync(fd);
      const old = pieces.map(({ offset, bytes }) => ({ offset, bytes: bytesAt(fd, offset, bytes.length) }));
      try {
        writePieces(fd, pieces, before);
      } catch (error) {
        putBack(fd, old.reverse(), before, file, error);
        throw error;
      }
    } finally {
      // Every piece is on the disk: a failure here must not count as that of the edit.
      closeQuietly(fd);
    }
  } catch (error) {
    throw fileError(error, file);
  }
}

function writePieces(fd: number, pieces: readonly Piece[], before: fs.Stats): void {
  for (const piece of pieces) {
    writeAll(fd, piece.bytes, piece.offset);
    fs.fsyncSync(fd);
  }
  setTimes(fd, before);
}

function putBack(fd: number, old: readonly Piece[], before: fs.Stats, file: string, cause: unknown): void {
  try {
    writePieces(fd, old, before);
  } catch {
    throw new ArchiveError(
      'file',
      english('only part of its header was written, and the drive refuses the rest'),
      {
        path: file,
        advice: english('Check the drive, then open the archive again to finish what was begun.'),
      },
      { cause },
    );
  }
}

function bytesAt(fd: number, offset: number, length: number): Buffer {
  const found = Buffer.alloc(length);
  return found.subarray(0, fs.readSync(fd, found, 0, length, offset));
}

function writeAll(fd: number, bytes: Uint8Array, offset: number): void {
  let written = 0;
  while (written < bytes.length) {
    written += fs.writeSync(fd, bytes, written, bytes.length - written, offset + written);
  }
}

function copyPatched(file: string, target: number, patches: readonly HeaderPatch[], size: number): void {
  const source = fs.openSync(file, 'r');
  try {
    let from = 0;
    let to = 0;
    const copy = (length: number) => {
      const got = copyRange(source, from, target, to, length);
      if (got < length) throw cutOff(file, size, from + got);
      from += length;
      to += length;
    };
    for (const patch of [...patches].sort((a, b) => a.offset - b.offset)) {
      copy(patch.offset - from);
      writeAll(target, patch.after, to);
      to += patch.after.length;
      from += patch.before.length;
    }
    copy(size - from);
  } finally {
    closeQuietly(source);
  }
}

/** Returns how many bytes there were: fewer than `length` only where the source ends. */
function copyRange(source: number, from: number, target: number, to: number, length: number): number {
  const buffer = Buffer.allocUnsafe(Math.min(COPY_STEP, length));
  let done = 0;
  while (done < length) {
    const count = fs.readSync(source, buffer, 0, Math.min(buffer.length, length - done), from + done);
    if (count === 0) break;
    writeAll(target, buffer.subarray(0, count), to + done);
    done += count;
  }
  return done;
}

function cutOff(file: string, size: number, got: number): ArchiveError {
  return new ArchiveError('file', english('it became shorter while it was copied'), {
    path: file,
    expected: english('{0} bytes', size),
    got: english('{0} bytes', got),
    advice: english('Try again when it is no longer in use.'),
  });
}

/** Gives the new file the old one's owner, mode and times. */
function likeBefore(fd: number, before: fs.Stats): void {
  const now = fs.fstatSync(fd);
  if (now.uid !== before.uid || now.gid !== before.gid) {
    try {
      fs.fchownSync(fd, before.uid, before.gid);
    } catch (error) {
      // Only an administrator may give files away; the file then belongs to whoever edits it, and stays
      // readable.
      if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    }
  }
  fs.fchmodSync(fd, before.mode & 0o7777);
  setTimes(fd, before);
}

/** Sets the times of `before`. The system cuts them to microseconds, so half of one makes that a rounding. */
function setTimes(fd: number, before: fs.Stats): void {
  fs.futimesSync(fd, (before.atimeMs + 0.0005) / 1000, (before.mtimeMs + 0.0005) / 1000);
}
