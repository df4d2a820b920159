/** Bytes of a tile become pixels as they are stored (FITS 4.0 §10.4), of quantised floats the floats. Pure. */
import { english } from '../../base/english';
import { CodecError } from '../codecs/codecError';
import { dequantise, type Quantisation } from '../codecs/dither';
import { unpackGzipUpTo } from '../codecs/gzip';
import { unpackHcompress } from '../codecs/hcompress';
import { unpackPlio } from '../codecs/plio';
import { type RiceOutput, unpackRice } from '../codecs/rice';
import { unshuffle } from '../codecs/shuffle';
import { markAsImage, type TileBlank } from './blanks';
import type { Samples } from './pixelImage';
import { applyOffset, bytesOf, fromBigEndian } from './samples';
import type { TilePart } from './tileGrid';
import type { Scheme, TileScheme } from './tileScheme';

/** How a tile is packed, once it is known which of its columns has it. */
export interface TilePacking {
  /** `SHUFFLED` is GZIP_2 that was unzipped. */
  readonly scheme: Scheme | 'SHUFFLED';
  readonly parameters: TileScheme;
  /** How whole numbers become floats; null where pixels are what is packed. */
  readonly quantisation: Quantisation | null;
  /** Where missing pixels are marked in another way than elsewhere in the image; else null. */
  readonly blank: TileBlank | null;
}

type BytesScheme = 'GZIP_1' | 'GZIP_2' | 'NOCOMPRESS' | 'SHUFFLED';
/** Floats are made 32-bit numbers of. */
const QUANTISED_BYTES = 4;

type Numbers = Uint8Array | Int16Array | Int32Array | BigInt64Array;

/** Unpacks a tile into `into`, which has as many elements as the tile has pixels, in the type of the image. */
export function unpackTile(packed: Uint8Array, into: Samples, part: TilePart, packing: TilePacking): void {
  unpackPixels(packed, into, part, packing);
  if (packing.blank !== null) markAsImage(into, packing.blank, packing.scheme);
}

function unpackPixels(packed: Uint8Array, into: Samples, part: TilePart, packing: TilePacking): void {
  const { quantisation, scheme } = packing;
  if (scheme === 'SHUFFLED' && quantisation === null && packed.length === into.byteLength) {
    unshuffle(packed, into.BYTES_PER_ELEMENT, true, bytesOf(into));
    applyOffset(into);
    return;
  }
  if (into instanceof Float32Array || into instanceof Float64Array) {
    if (quantisation === null) return unpackFloats(packed, into, packing);
    const numbers = wholeNumbers(packed, part, QUANTISED_BYTES, packing);
    dequantise(numbers instanceof BigInt64Array ? Array.from(numbers, Number) : numbers, into, quantisation);
    return;
  }
  if (scheme === 'RICE_1' && !isBig(into) && packing.parameters.bytePix === into.BYTES_PER_ELEMENT) {
    unpackRice(packed, into, packing.parameters.blockSize);
  } else setAll(into, wholeNumbers(packed, part, into.BYTES_PER_ELEMENT, packing));
  // Masks have no negative numbers: cfitsio packs numbers without sign as they are.
  if (scheme !== 'PLIO_1') applyOffset(into);
}

function isBig(samples: Samples): samples is BigInt64Array | BigUint64Array {
  return samples instanceof BigInt64Array || samples instanceof BigUint64Array;
}

/** Numbers of another width wrap around to that of the image. */
function setAll(into: Samples, numbers: Numbers): void {
  if (isBig(into)) {
    if (numbers instanceof BigInt64Array) into.set(numbers);
    else for (let i = 0; i < into.length; i++) into[i] = BigInt(numbers[i] ?? 0);
  } else if (numbers instanceof BigInt64Array) {
    for (let i = 0; i < into.length; i++) into[i] = Number(BigInt.asIntN(32, numbers[i] ?? 0n));
  } else into.set(numbers);
}

function wholeNumbers(
  packed: Uint8Array,
  part: TilePart,
  likely: number,
  { scheme, parameters }: TilePacking,
): Numbers {
  const count = part.pixels;
  switch (scheme) {
    case 'RICE_1': {
      const into = riceNumbers(parameters.bytePix, count);
      unpackRice(packed, into, parameters.blockSize);
      return into;
    }
    case 'PLIO_1': {
      const into = new Int32Array(count);
      unpackPlio(packed, into);
      return into;
    }
    case 'HCOMPRESS_1':
      // Planes of a tile lie below each other.
      return unpackHcompress(
        packed,
        part.width === 0 ? 0 : count / part.width,
        part.width,
        parameters.smooth,
      );
    case 'GZIP_1':
    case 'GZIP_2':
    case 'NOCOMPRESS':
    case 'SHUFFLED':
      return numbersOf(machineBytes(packed, count, likely, scheme), count);
  }
}

function riceNumbers(bytePix: number, count: number): Extract<RiceOutput, Numbers> {
  if (bytePix === 1) return new Uint8Array(count);
  if (bytePix === 2) return new Int16Array(count);
  if (bytePix === 4) return new Int32Array(count);
  throw new CodecError('unsupported', 'RICE_1', english('numbers of {0} bytes', bytePix), 0);
}

function unpackFloats(packed: Uint8Array, into: Float32Array | Float64Array, { scheme }: TilePacking): void {
  if (scheme === 'RICE_1' || scheme === 'PLIO_1' || scheme === 'HCOMPRESS_1') {
    throw new CodecError(
      'damaged',
      scheme,
      english('floats are kept so only as whole numbers with a ZSCALE'),
      0,
    );
  }
  const bytes = machineBytes(packed, into.length, into.BYTES_PER_ELEMENT, scheme);
  if (bytes.length !== into.byteLength) throw wrongSize(scheme, bytes.length, into.byteLength);
  bytesOf(into).set(bytes);
}

/**
 * The bytes of `count` numbers, each in the order of the machine; how many they are tells how wide the numbers
 * are, which need not be as wide as is likely.
 */
function machineBytes(packed: Uint8Array, count: number, likely: number, scheme: BytesScheme): Buffer {
  // What is stored as it is must not be turned around where it was read to: a copy.
  const isUnzipped = scheme === 'NOCOMPRESS' || scheme === 'SHUFFLED';
  const bytes = isUnzipped ? new Uint8Array(packed) : unzipped(packed, count, likely);
  const width = bytes.length / count;
  if (width !== 1 && width !== 2 && width !== 4 && width !== 8) throw wrongSize(scheme, bytes.length, count);
  const ordered = scheme === 'GZIP_2' || scheme === 'SHUFFLED' ? unshuffle(bytes, width) : bytes;
  const buffer = Buffer.from(ordered.buffer as ArrayBuffer, ordered.byteOffset, ordered.byteLength);
  fromBigEndian(buffer, width);
  return buffer;
}

/** Memory for numbers of the likely width, and for wider ones only where there are. */
function unzipped(packed: Uint8Array, count: number, likely: number): Uint8Array {
  try {
    return unpackGzipUpTo(packed, likely * count);
  } catch (error) {
    if (likely === 8 || !(error instanceof CodecError) || error.code !== 'size') throw error;
    return unpackGzipUpTo(packed, 8 * count);
  }
}

/** Whole numbers as wide as their bytes say. */
function numbersOf(bytes: Buffer, count: number): Numbers {
  const width = bytes.length / count;
  // A part of other memory may begin at any byte.
  const whole = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
  const { buffer, byteOffset } = whole;
  if (width === 1) return new Uint8Array(buffer, byteOffset, count);
  if (width === 2) return new Int16Array(buffer, byteOffset, count);
  if (width === 4) return new Int32Array(buffer, byteOffset, count);
  return new BigInt64Array(buffer, byteOffset, count);
}

function wrongSize(scheme: BytesScheme, bytes: number, expected: number): CodecError {
  return new CodecError('size', scheme, english('{0} bytes for {1} pixels', bytes, expected), 0);
}
