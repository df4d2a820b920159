/**
 * GZIP_1 and the packing of GZIP_2 (FITS 4.0 §10.4.2, RFC 1952), and zlib blocks of XISF (RFC 1950), by Node's
 * zlib, bounded by the size that is known beforehand.
 */
import { gunzipSync, inflateSync } from 'node:zlib';
import { english } from '../../base/english';
import { CodecError } from './codecError';

/** Room behind the output, so that one piece of memory takes all of it and the end is seen in the same call. */
const SPARE = 64;

/**
 * Unpacks gzip to `size` bytes exactly: `unpackGzip(tile, 3840)`.
 * @throws CodecError where it is damaged, cut off, or unpacks to more or less.
 */
export function unpackGzip(packed: Uint8Array, size: number): Uint8Array {
  return exactly('GZIP', packed, size, unpackGzipUpTo(packed, size));
}

/**
 * Unpacks gzip to `most` bytes or fewer, for tiles of which the size tells the type: pixels of 2 bytes may be
 * packed as 4.
 * @throws CodecError where it is damaged, cut off, or unpacks to more.
 */
export function unpackGzipUpTo(packed: Uint8Array, most: number): Uint8Array {
  return bounded('GZIP', gunzipSync, packed, most);
}

/**
 * Unpacks a zlib stream to `size` bytes exactly.
 * @throws CodecError where it is damaged, cut off, or unpacks to more or less.
 */
export function unpackZlib(packed: Uint8Array, size: number): Uint8Array {
  return exactly('zlib', packed, size, bounded('zlib', inflateSync, packed, size));
}

function bounded(codec: string, unpack: typeof gunzipSync, packed: Uint8Array, most: number): Uint8Array {
  try {
    return unpack(packed, { maxOutputLength: Math.max(1, most), chunkSize: most + SPARE });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    // Anything but a verdict of zlib about the bytes is a mistake of the caller or a lack of memory.
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      throw new CodecError('size', codec, english('it unpacks to more than {0} bytes', most), 0, {
        cause: error,
      });
    }
    if (!code.startsWith('Z_')) throw error;
    const [kind, message] =
      code === 'Z_BUF_ERROR'
        ? (['truncated', english('it ends too early')] as const)
        : (['damaged', (error as Error).message] as const);
    throw new CodecError(kind, codec, message, 0, { cause: error });
  }
}

function exactly(codec: string, packed: Uint8Array, size: number, bytes: Uint8Array): Uint8Array {
  if (bytes.length === size) return bytes;
  throw new CodecError(
    'size',
    codec,
    english('it unpacks to {0} bytes instead of {1}', bytes.length, size),
    packed.length,
  );
}
