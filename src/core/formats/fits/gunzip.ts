/**
 * A gzipped file as a source of its unpacked bytes, unpacked from the beginning only as far as is asked for.
 */
import { constants, gunzipSync } from 'node:zlib';
import { english } from '../../base/english';
import { ArchiveError, messageOf } from '../../base/errors';
import type { ByteSource } from './source';

/** More than any header, so that one step is enough for nearly every file. */
const FIRST_STEP = 64 * 1024;
/** No camera writes so much; a few kilobytes of hostile gzip can ask for it. */
export const MOST_UNPACKED = 2 ** 30;

export interface UnpackedSource extends ByteSource {
  /** What is wrong with the gzip stream, as far as it has been unpacked; null while nothing is. */
  readonly damage: string | null;
}

/** Whether bytes begin like gzip (RFC 1952 §2.3.1). */
export function isGzip(source: ByteSource): boolean {
  const magic = source.read(0, 3);
  return magic[0] === 0x1f && magic[1] === 0x8b && magic[2] === 8;
}

/**
 * The unpacked bytes of a gzipped source. `size` is what the trailer says (modulo 2^32 and of the last member
 * only, RFC 1952 §2.3.1) until reading has shown the true size. Unpacking starts over with twice as much
 * whenever more is needed, at most twice the work of unpacking once, because zlib offers no synchronous way
 * to go on.
 */
export function unpackedSource(packed: ByteSource): UnpackedSource {
  const trailer = packed.read(packed.size - 4, 4);
  let size = trailer.length === 4 ? new DataView(trailer.buffer, trailer.byteOffset).getUint32(0, true) : 0;
  let bytes: Uint8Array = new Uint8Array(0);
  let used = 0;
  let complete = false;
  let damage: string | null = null;

  const unpack = (length: number): boolean => {
    try {
      const unpacked = gunzipSync(packed.read(0, length), {
        finishFlush: constants.Z_SYNC_FLUSH,
        chunkSize: 256 * 1024,
        maxOutputLength: MOST_UNPACKED,
      });
      if (unpacked.length >= bytes.length) bytes = unpacked;
      return true;
    } catch (error) {
      damage = messageOf(error);
      return false;
    }
  };

  const unpackTo = (end: number) => {
    while (bytes.length < end && !complete) {
      const ratio = used === 0 ? 0 : bytes.length / used;
      const guess = ratio > 0 ? Math.ceil((end / ratio) * 1.1) : 0;
      const length = Math.min(packed.size, Math.max(FIRST_STEP, used * 2, guess));
      if (!unpack(length)) {
        // Damaged somewhere in what was just added: keep the longest beginning that unpacks.
        for (let part = Math.floor(length / 2); part > used && part > 64; part = Math.floor(part / 2)) {
          if (unpack(part)) break;
        }
        complete = true;
      }
      used = length;
      if (used >= packed.size) complete = true;
      if (complete) size = bytes.length;
    }
  };

  return {
    path: packed.path,
    get size() {
      return size;
    },
    get damage() {
      return damage;
    },
    read(offset, length) {
      const end = offset + length;
      if (offset > MOST_UNPACKED) {
        throw new ArchiveError('format', english('it unpacks to more than 1 GiB'), {
          path: packed.path,
          advice: english('Unpack it with gunzip and register the result.'),
        });
      }
      unpackTo(Math.min(end, MOST_UNPACKED));
      if (bytes.length > size) size = bytes.length;
      return bytes.subarray(offset, Math.min(end, bytes.length));
    },
  };
}

/**
 * The source itself, or its unpacked bytes where it is gzipped: the source in which an Hdu's offsets count.
 */
export function plainSource(source: ByteSource): ByteSource {
  return isGzip(source) ? unpackedSource(source) : source;
}
