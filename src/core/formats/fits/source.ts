/** Bytes by offset, wherever they are: in a file, in memory, or behind gzip. Synchronous by design. */
import * as fs from 'node:fs';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import { BLOCK } from './block';

export interface ByteSource {
  /** Absolute path of the file, for messages. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /**
   * Up to `length` bytes from `offset`; fewer at the end of the file, none behind it. Not to be written to.
   */
  read(offset: number, length: number): Uint8Array;
}

export interface OpenSource extends ByteSource {
  /**
   * Reads from `offset` into `target` and returns how many bytes: fewer than it holds only where the file
   * ends.
   */
  readInto(target: Uint8Array, offset: number): number;
  close(): void;
}

/** Bytes in memory as a source; nothing is copied. */
export function bytesSource(path: string, bytes: Uint8Array): ByteSource {
  return {
    path,
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, Math.min(offset + length, bytes.length)),
  };
}

/**
 * A file of which the beginning is already in memory: what lies in `head` is served from there, the rest is
 * read from the open file `fd`. The caller keeps `head` unchanged while the source is in use.
 */
export function headSource(path: string, head: Uint8Array, fd: number, size: number): ByteSource {
  return {
    path,
    size,
    read: (offset, length) => {
      const end = Math.min(offset + length, size);
      if (end <= head.length) return head.subarray(offset, end);
      return readAt(path, fd, offset, end - offset);
    },
  };
}

/**
 * Opens a file for ranged reads.
 * @throws ArchiveError `file` when it is missing, unreadable or not a regular file.
 */
export function openSource(path: string): OpenSource {
  const { fd, size } = openFile(path);
  return {
    ...headSource(path, new Uint8Array(0), fd, size),
    readInto: (target, offset) => fill(path, fd, target, offset),
    close: () => closeQuietly(fd),
  };
}

/**
 * What was read has been read, and what was synced is on the disk, whatever a failing drive says when the
 * file is given up.
 */
export function closeQuietly(fd: number): void {
  try {
    fs.closeSync(fd);
  } catch {
    // Nothing is taken back by it.
  }
}

/** Two blocks: the whole header of nearly every camera's file, so that it takes one read. */
const HEAD = 2 * BLOCK;
/** Headers are read one file after the other; making a buffer for each would cost as much as reading it. */
let spare: Buffer | null = null;

/**
 * Opens a file, hands it to `use` and closes it again. The bytes that `use` reads are its own only until it
 * returns: the next file may be read into the same memory. Throws as `openSource` does.
 */
export function withSource<T>(path: string, use: (source: ByteSource) => T): T {
  const { fd, size } = openFile(path);
  const head = spare ?? Buffer.allocUnsafeSlow(HEAD);
  spare = null;
  try {
    return use(headSource(path, filled(path, fd, head.subarray(0, Math.min(HEAD, size)), 0), fd, size));
  } finally {
    spare = head;
    closeQuietly(fd);
  }
}

function openFile(path: string): { readonly fd: number; readonly size: number } {
  let fd: number;
  try {
    fd = fs.openSync(path, 'r');
  } catch (error) {
    throw fileError(error, path);
  }
  try {
    const stat = fs.fstatSync(fd);
    // Reading from a pipe or a device could block for ever.
    if (!stat.isFile()) {
      throw new ArchiveError('file', english('it is not a regular file'), {
        path,
        advice: english('Choose a FITS file.'),
      });
    }
    return { fd, size: stat.size };
  } catch (error) {
    closeQuietly(fd);
    throw fileError(error, path);
  }
}

/** Reads `length` bytes at `offset`; shorter only where the file ends. */
function readAt(path: string, fd: number, offset: number, length: number): Uint8Array {
  return length <= 0 ? new Uint8Array(0) : filled(path, fd, Buffer.allocUnsafe(length), offset);
}

/** The part of a buffer that was filled. */
function filled(path: string, fd: number, buffer: Buffer, offset: number): Buffer {
  return buffer.subarray(0, fill(path, fd, buffer, offset));
}

/** Reads from `offset` until the buffer is full or the file ends; returns how many bytes. */
function fill(path: string, fd: number, buffer: Uint8Array, offset: number): number {
  let count = 0;
  try {
    while (count < buffer.length) {
      const more = fs.readSync(fd, buffer, count, buffer.length - count, offset + count);
      if (more === 0) break;
      count += more;
    }
  } catch (error) {
    throw fileError(error, path);
  }
  return count;
}
