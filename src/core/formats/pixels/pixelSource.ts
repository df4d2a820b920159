/** Bytes of an image file while its pixels are read: nothing is read once it is closed. */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { type ByteSource, openSource } from '../fits/source';

export interface PixelSource extends ByteSource {
  /** Why nothing follows the last byte, where that is not simply the end of the file. */
  readonly damage: string | null;
  /**
   * Fills `target` from `offset` on.
   * @param what What is read, for messages: `row 12 of image SCI (HDU 1)`.
   * @throws ArchiveError `format` where the bytes end before, `file` where they cannot be read.
   */
  fill(target: Uint8Array, offset: number, what: () => string): void;
  close(): void;
}

/** Where bytes come from: `readInto` returns how many were there. */
export interface RawBytes {
  readonly path: string;
  readonly size: number;
  readInto(target: Uint8Array, offset: number): number;
  readonly damage: string | null;
  close(): void;
}

/**
 * Opens a file for reading pixels.
 * @throws ArchiveError `file` when it is missing, unreadable or not a regular file.
 */
export function openPixelSource(path: string): PixelSource {
  return pixelSource({ ...openSource(path), damage: null });
}

/** Guards bytes: a number of a file that was closed may be that of another one. */
export function pixelSource(raw: RawBytes): PixelSource {
  let isOpen = true;
  const readInto = (target: Uint8Array, offset: number) => {
    if (!isOpen) {
      throw new ArchiveError('request', english('the file was closed while it was read'), { path: raw.path });
    }
    return raw.readInto(target, offset);
  };
  return {
    path: raw.path,
    size: raw.size,
    damage: raw.damage,
    read(offset, length) {
      const target = Buffer.allocUnsafe(Math.max(0, Math.min(length, raw.size - offset)));
      return target.subarray(0, readInto(target, offset));
    },
    fill(target, offset, what) {
      const got = readInto(target, offset);
      if (got === target.length) return;
      throw new ArchiveError('format', english('{0} is cut off', what()), {
        path: raw.path,
        offset: offset + got,
        expected: english('{0} bytes', target.length),
        got: raw.damage ?? english('the end of the file after {0} bytes', got),
      });
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      raw.close();
    },
  };
}
