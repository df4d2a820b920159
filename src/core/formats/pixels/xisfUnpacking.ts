/** Unpacks a block of XISF (XISF 1.0, compression of data blocks), in memory that does not grow with it for LZ4. */
import { english } from '../../base/english';
import { Breather } from '../../base/pause';
import { CodecError } from '../codecs/codecError';
import { unpackZlib } from '../codecs/gzip';
import { unpackLz4 } from '../codecs/lz4';
import { unpackZstd } from '../codecs/zstd';
import { ByteStore } from './byteStore';
import type { PixelSource, RawBytes } from './pixelSource';
import { MOST_BLOCK_BYTES, type XisfBlock, type XisfCodec, type XisfPacking } from './xisfBlock';

/** A frame of 16 million pixels of 16 bits; larger ones are unpacked into a temporary file. */
const MOST_IN_MEMORY = 32 * 1024 * 1024;
/** Packed bytes that are read in one go. */
const STEP = 256 * 1024;

/** A part of the packed bytes, as it is read. */
interface Packed {
  readonly length: number;
  /** Pieces of the part, each of them only until the next one is asked for. */
  pieces(): Iterable<Uint8Array>;
}

/**
 * What the block was packed of: bytes that are shuffled are as they are. Sub-blocks are parts of these; one that
 * packing would not make smaller is stored as it is.
 * @throws CodecError where it is damaged, and of another size than it says.
 */
export async function unpackBlock(
  source: PixelSource,
  block: XisfBlock,
  { codec, parts }: XisfPacking,
  size: number,
  name: string,
): Promise<RawBytes> {
  const isLarge = size > MOST_IN_MEMORY;
  const store = new ByteStore(isLarge ? 0 : MOST_IN_MEMORY, MOST_BLOCK_BYTES);
  const breather = new Breather();
  try {
    let from = 0;
    for (const part of parts) {
      const packed = partOf(source, block, from, part.packed, name);
      try {
        const isStored = part.packed === part.unpacked;
        for await (const chunk of isStored ? packed.pieces() : unpackedPieces(codec, packed, part.unpacked)) {
          // A file has it when this is done; in memory it must be a copy.
          store.append(
            isLarge ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.from(chunk),
          );
          if (breather.isDue) await breather.breathe();
        }
      } catch (error) {
        if (!(error instanceof CodecError)) throw error;
        throw new CodecError(error.code, error.codec, error.message, from + error.offset, { cause: error });
      }
      from += part.packed;
    }
    return store.asBytes(source.path, null);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function* unpackedPieces(codec: XisfCodec, packed: Packed, size: number): AsyncGenerator<Uint8Array> {
  if (codec === 'lz4') {
    yield* unpackLz4(packed.pieces(), size);
    return;
  }
  const bytes = new Uint8Array(packed.length);
  let done = 0;
  for (const piece of packed.pieces()) {
    bytes.set(piece, done);
    done += piece.length;
  }
  yield codec === 'zlib' ? unpackZlib(bytes, size) : await unpackZstd(bytes, size);
}

function partOf(
  source: PixelSource,
  { place }: XisfBlock,
  from: number,
  length: number,
  name: string,
): Packed {
  if (place.kind === 'text') {
    const bytes = Buffer.from(place.text, place.encoding).subarray(from, from + length);
    return { length, pieces: () => [bytes] };
  }
  const what = () => english('the pixels of {0}', name);
  return {
    length,
    *pieces() {
      const buffer = new Uint8Array(Math.min(STEP, length));
      for (let done = 0; done < length; done += buffer.length) {
        const piece = buffer.subarray(0, Math.min(buffer.length, length - done));
        source.fill(piece, place.position + from + done, what);
        yield piece;
      }
    },
  };
}
