/** Zstandard (RFC 8878), codec `zstd` of XISF: by Node where it can, else by the original code as WebAssembly. */
import * as zlib from 'node:zlib';
import { ZSTDDecoder } from 'zstddec';
import { english } from '../../base/english';
import { CodecError } from './codecError';

type UnpackSync = (packed: Uint8Array, options: { maxOutputLength: number; chunkSize: number }) => Uint8Array;

/** There from Node 22.15 on. */
const built: UnpackSync | undefined = (zlib as { zstdDecompressSync?: UnpackSync }).zstdDecompressSync;
/** Room behind the output, so that one piece of memory takes all of it. */
const SPARE = 64;
/** 1 GiB of packed and unpacked bytes together: what fits for certain into the memory of WebAssembly. */
const MOST_WITHOUT_NODE = 2 ** 30;

let decoder: Promise<ZSTDDecoder> | undefined;

/**
 * Unpacks to `size` bytes exactly, 1 at least.
 * @throws CodecError where it is damaged, cut off, or unpacks to more or less.
 */
export async function unpackZstd(packed: Uint8Array, size: number): Promise<Uint8Array> {
  const bytes = built === undefined ? await withoutNode(packed, size) : withNode(built, packed, size);
  if (bytes.length === size) return bytes;
  throw new CodecError(
    'size',
    'zstd',
    english('it unpacks to {0} bytes instead of {1}', bytes.length, size),
    packed.length,
  );
}

function withNode(unpack: UnpackSync, packed: Uint8Array, size: number): Uint8Array {
  try {
    return unpack(packed, { maxOutputLength: Math.max(1, size), chunkSize: size + SPARE });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      throw new CodecError('size', 'zstd', english('it unpacks to more than {0} bytes', size), 0, {
        cause: error,
      });
    }
    // Anything but a verdict about the bytes is a mistake of the caller or a lack of memory.
    if (!/^(?:Z|ZSTD)_/.test(code)) throw error;
    throw new CodecError('damaged', 'zstd', (error as Error).message, 0, { cause: error });
  }
}

async function withoutNode(packed: Uint8Array, size: number): Promise<Uint8Array> {
  if (packed.length + size > MOST_WITHOUT_NODE) {
    const message = english(
      '{0} bytes are too many for this version of Node; 22.15 reads them',
      packed.length + size,
    );
    throw new CodecError('unsupported', 'zstd', message, 0);
  }
  decoder ??= started();
  const ready = await decoder;
  // One more, as 0 would mean that the data say how large they are.
  const bytes = ready.decode(packed, size + 1);
  if (bytes.length > 0) return bytes;
  // Its errors are sizes below 0, so nothing is left of the output.
  throw new CodecError('damaged', 'zstd', english('it is damaged, cut off or too long'), 0);
}

async function started(): Promise<ZSTDDecoder> {
  const starting = new ZSTDDecoder();
  await starting.init();
  return starting;
}
