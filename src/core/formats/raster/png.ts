/** PNG files (W3C PNG, third edition) of 8 bits, grey or in colour. */
import { pipeline, Readable } from 'node:stream';
import { createDeflate, deflateSync } from 'node:zlib';
import type { Raster, RasterShape } from './raster';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const COLOUR_TYPES = { 1: 0, 3: 2 } as const;
/** The filter of a row: each byte less the one that stands a pixel before it. */
const SUB = 1;
/** Higher levels take five times as long for a few per cent: the pixels are noise. */
const LEVEL = 3;

/**
 * A whole PNG file.
 * @param comment Says where it comes from, in Latin letters: `Preview of M31_0001.fits`.
 */
export function encodePng({ bytes, ...shape }: Raster, comment: string): Buffer {
  const packed = deflateSync(filtered(bytes, shape), { level: LEVEL });
  return Buffer.concat([pngHead(shape, comment), chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))]);
}

/**
 * The parts of a PNG file one after the other, for pictures that are too large for the memory.
 * @param strips The pixels from the top row on, some rows at a time.
 */
export async function* pngParts(
  shape: RasterShape,
  comment: string,
  strips: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  yield pngHead(shape, comment);
  const packer = createDeflate({ level: LEVEL });
  const rows = async function* () {
    for await (const strip of strips) yield filtered(strip, shape);
  };
  // Ends the packer with the error of the rows, which the loop then throws.
  const packed = pipeline(Readable.from(rows()), packer, () => undefined);
  for await (const bytes of packed) yield chunk('IDAT', bytes as Buffer);
  yield chunk('IEND', Buffer.alloc(0));
}

/** Whether a file begins as PNG files do. */
export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE);
}

function pngHead({ width, height, channels }: RasterShape, comment: string): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = COLOUR_TYPES[channels];
  const text = Buffer.from(`Comment\0${comment}`, 'latin1');
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('tEXt', text)]);
}

function filtered(bytes: Uint8Array, { width, channels }: RasterShape): Uint8Array {
  const rowBytes = width * channels;
  const rows = rowBytes === 0 ? 0 : bytes.length / rowBytes;
  const out = new Uint8Array(rows * (rowBytes + 1));
  let to = 0;
  for (let row = 0; row < rows; row++) {
    const from = row * rowBytes;
    out[to++] = SUB;
    for (let i = 0; i < rowBytes; i++) {
      const before = i < channels ? 0 : (bytes[from + i - channels] ?? 0);
      out[to++] = (bytes[from + i] ?? 0) - before;
    }
  }
  return out;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** Node 20 has none. */
function crc32(bytes: Buffer): number {
  let check = 0xffffffff;
  for (const byte of bytes) check = (TABLE[(check ^ byte) & 0xff] ?? 0) ^ (check >>> 8);
  return ~check >>> 0;
}
