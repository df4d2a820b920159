/** The pixels of an XISF image as one row of bytes, of which any part can be read. */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { CodecError } from '../codecs/codecError';
import { unpackZlib } from '../codecs/gzip';
import { unpackLz4 } from '../codecs/lz4';
import { unshuffle } from '../codecs/shuffle';
import { unpackZstd } from '../codecs/zstd';
import type { PixelSource } from './pixelSource';
import type { XisfBlock, XisfPacking } from './xisfBlock';

/** Fills `target` with what begins at byte `offset` of the pixels. `what` names it in messages. */
export type ReadPixelBytes = (target: Uint8Array, offset: number, what: () => string) => void;

/**
 * The bytes of attached pixels that are not packed are read where they are; any other block is unpacked as a
 * whole, when it is first asked for.
 * @param name What messages call the image.
 */
export function xisfBytes(
  source: PixelSource,
  block: XisfBlock,
  size: number,
  name: string,
): () => Promise<ReadPixelBytes> {
  const { place, packing } = block;
  const { path } = source;
  if (
    place.kind === 'attached' &&
    (place.position + place.size > source.size || (packing === null && place.size < size))
  ) {
    return () => Promise.reject(cutOff(source, place, packing === null ? size : place.size, name));
  }
  if (place.kind === 'attached' && packing === null) {
    const { position } = place;
    return () => Promise.resolve((target, offset, what) => source.fill(target, position + offset, what));
  }
  let unpacked: Promise<Uint8Array> | null = null;
  const unpack = async () => {
    const bytes = packedBytes(source, block, name);
    if (packing === null) {
      if (bytes.length >= size) return bytes;
      throw new ArchiveError('format', english('the pixels of {0} are cut off', name), {
        path,
        expected: english('{0} bytes', size),
        got: english('{0} bytes', bytes.length),
      });
    }
    try {
      return await unpackBlock(bytes, packing, size);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      const place = block.place.kind === 'attached' ? { offset: block.place.position + error.offset } : {};
      const message = english(
        'the pixels of {0} ({1}) cannot be unpacked: {2}',
        name,
        packing.name,
        error.message,
      );
      throw new ArchiveError('format', message, {
        path,
        ...place,
        expected: english('{0} bytes', size),
        got: error.code,
      });
    }
  };
  return async () => {
    unpacked ??= unpack();
    // What could not be read now perhaps can be later.
    unpacked.catch(() => (unpacked = null));
    const bytes = await unpacked;
    return (target, offset) => target.set(bytes.subarray(offset, offset + target.length));
  };
}

function packedBytes(source: PixelSource, { place }: XisfBlock, name: string): Uint8Array {
  if (place.kind === 'text') return Buffer.from(place.text, place.encoding);
  const bytes = Buffer.allocUnsafeSlow(place.size);
  source.fill(bytes, place.position, () => english('the pixels of {0}', name));
  return bytes;
}

/** Sub-blocks are parts of the shuffled bytes; one that packing would not make smaller is stored as it is. */
async function unpackBlock(
  packed: Uint8Array,
  { codec, shuffled, parts }: XisfPacking,
  size: number,
): Promise<Uint8Array> {
  let bytes: Uint8Array | null = null;
  let from = 0;
  let done = 0;
  for (const part of parts) {
    const piece = packed.subarray(from, from + part.packed);
    try {
      if (parts.length === 1 && part.packed !== part.unpacked && codec !== 'lz4') {
        bytes = codec === 'zlib' ? unpackZlib(piece, size) : await unpackZstd(piece, size);
      } else {
        bytes ??= new Uint8Array(size);
        const into = bytes.subarray(done, done + part.unpacked);
        if (part.packed === part.unpacked) into.set(piece);
        else if (codec === 'lz4') unpackLz4(piece, into);
        else if (codec === 'zlib') into.set(unpackZlib(piece, into.length));
        else into.set(await unpackZstd(piece, into.length));
      }
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      throw new CodecError(error.code, error.codec, error.message, from + error.offset, { cause: error });
    }
    from += part.packed;
    done += part.unpacked;
  }
  const all = bytes ?? new Uint8Array(size);
  return shuffled === null ? all : unshuffle(all, shuffled);
}

function cutOff(
  source: PixelSource,
  place: { readonly position: number; readonly size: number },
  size: number,
  name: string,
): ArchiveError {
  const got = Math.min(place.size, Math.max(0, source.size - place.position));
  return new ArchiveError('format', english('the pixels of {0} are cut off', name), {
    path: source.path,
    offset: Math.min(source.size, place.position),
    expected: english('{0} bytes', size),
    got: english('{0} bytes', got),
    advice: english('Was the download or the copy cut short?'),
  });
}
