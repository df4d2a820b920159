/** A frame as PixInsight stores it with LZ4: the bytes of its 16-bit numbers shuffled, in one block. */
import * as fs from 'node:fs';

/** Far faster than it is good: it looks for a match only where the same four bytes were last. */
function packLz4(bytes: Uint8Array): Buffer {
  const packed = Buffer.alloc(bytes.length + Math.ceil(bytes.length / 255) + 16);
  const places = new Int32Array(1 << 16).fill(-1);
  let done = 0;
  let at = 0;
  let literal = 0;
  const extend = (count: number) => {
    for (; count >= 255; count -= 255) packed[done++] = 255;
    packed[done++] = count;
  };
  const write = (to: number, distance: number, match: number) => {
    const count = to - literal;
    const rest = match - 4;
    packed[done++] = (Math.min(15, count) << 4) | (distance === 0 ? 0 : Math.min(15, rest));
    if (count >= 15) extend(count - 15);
    packed.set(bytes.subarray(literal, to), done);
    done += count;
    if (distance === 0) return;
    done = packed.writeUInt16LE(distance, done);
    if (rest >= 15) extend(rest - 15);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  while (at + 12 < bytes.length) {
    const word = view.getUint32(at, true);
    const slot = Math.imul(word, 2654435761) >>> 16;
    const from = places[slot] ?? -1;
    places[slot] = at;
    if (from < 0 || at - from > 65_535 || view.getUint32(from, true) !== word) {
      at++;
      continue;
    }
    let length = 4;
    while (at + length < bytes.length - 5 && bytes[from + length] === bytes[at + length]) length++;
    write(at, at - from, length);
    at += length;
    literal = at;
  }
  write(bytes.length, 0, 0);
  return packed.subarray(0, done);
}

/** Writes the pixels of a plain FITS frame, which begin at `dataOffset`, as XISF. */
export function writeXisf(
  file: string,
  fits: string,
  { dataOffset, width, height }: { dataOffset: number; width: number; height: number },
): void {
  const count = width * height;
  const stored = fs.readFileSync(fits).subarray(dataOffset, dataOffset + 2 * count);
  const shuffled = new Uint8Array(2 * count);
  for (let i = 0; i < count; i++) {
    shuffled[i] = stored[2 * i + 1] ?? 0;
    shuffled[count + i] = (stored[2 * i] ?? 0) ^ 0x80;
  }
  const block = packLz4(shuffled);
  const xml = `<?xml version="1.0" encoding="UTF-8"?><xisf version="1.0" xmlns="http://www.pixinsight.com/xisf"><Image geometry="${width}:${height}:1" sampleFormat="UInt16" colorSpace="Gray" compression="lz4+sh:${2 * count}:2" location="attachment:4096:${block.length}"/></xisf>`;
  const header = Buffer.alloc(4096);
  header.write('XISF0100', 'latin1');
  header.writeUInt32LE(xml.length, 8);
  header.write(xml, 16);
  fs.writeFileSync(file, Buffer.concat([header, block]));
}
