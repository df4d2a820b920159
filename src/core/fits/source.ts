/** Bytes by offset, wherever they are: in a file, in memory, or behind gzip. Synchronous by design. */
import * as fs from 'node:fs';
import { ArchiveError, fileError } from '../errors';

export interface ByteSource {
  /** Absolute path of the file, for messages. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Up to `length` bytes from `offset`; fewer at the end of the file, none behind it. Not to be written to. */
  read(offset: number, length: number): Uint8Array;
}

export interface OpenSource extends ByteSource {
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
 * A file of which the beginning is already in memory: what lies in `head` is served from there, the rest is read
 * from the open file `fd`. The caller keeps `head` unchanged while the source is in use.
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
      throw new ArchiveError('file', 'it is not a regular file', { path, advice: 'Name a FITS file.' });
    }
    const source = headSource(path, new Uint8Array(0), fd, stat.size);
    return { ...source, close: () => fs.closeSync(fd) };
  } catch (error) {
    fs.closeSync(fd);
    throw fileError(error, path);
  }
}

/** Reads `length` bytes at `offset`; shorter only where the file ends. */
function readAt(path: string, fd: number, offset: number, length: number): Uint8Array {
  if (length <= 0) return new Uint8Array(0);
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  try {
    while (filled < length) {
      const count = fs.readSync(fd, buffer, filled, length - filled, offset + filled);
      if (count === 0) break;
      filled += count;
    }
  } catch (error) {
    throw fileError(error, path);
  }
  return buffer.subarray(0, filled);
}
