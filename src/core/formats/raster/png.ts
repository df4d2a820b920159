/** PNG files (W3C PNG, third edition) of 8 bits, grey or in colour. */
import { deflateSync } from 'node:zlib';
import type { Raster } from './raster';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const COLOUR_TYPES = { 1: 0, 3: 2 } as const;
/** The filter of a row: each byte less the one that stands a pixel before it. */
const SUB = 1;

/**
 * A whole PNG file.
 * @param comment Says where it comes from, in Latin letters: `Preview of M31_0001.fits`.
 */
export function encodePng({ width, height, channels, bytes }: Raster, comment: string): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = COLOUR_TYPES[channels];
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${comment}`, 'latin1')),
    // Higher levels take five times as long for a few per cent: the pixels are noise.
    chunk('IDAT', deflateSync(filtered(bytes, width * channels, channels), { level: 3 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function filtered(bytes: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array {
  const rows = rowBytes === 0 ? 0 : bytes.length / rowBytes;
  const out = new Uint8Array(rows * (rowBytes + 1));
  let to = 0;
  for (let row = 0; row < rows; row++) {
    const from = row * rowBytes;
    out[to++] = SUB;
    for (let i = 0; i < rowBytes; i++) {
      const before = i < pixelBytes ? 0 : (bytes[from + i - pixelBytes] ?? 0);
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
