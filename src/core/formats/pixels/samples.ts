/** Memory for pixels, and the way from the bytes of a file to numbers of the machine. Pure. */
import { endianness } from 'node:os';
import type { Samples, SampleType } from './pixelImage';

/** Bytes of one pixel: `SAMPLE_BYTES.u16` is 2. */
export const SAMPLE_BYTES: Readonly<Record<SampleType, 1 | 2 | 4 | 8>> = {
  u8: 1,
  i16: 2,
  u16: 2,
  i32: 4,
  u32: 4,
  i64: 8,
  u64: 8,
  f32: 4,
  f64: 8,
};

const IS_LITTLE = endianness() === 'LE';

/** Memory for `count` pixels, all 0. */
export function newSamples(type: SampleType, count: number): Samples {
  switch (type) {
    case 'u8':
      return new Uint8Array(count);
    case 'i16':
      return new Int16Array(count);
    case 'u16':
      return new Uint16Array(count);
    case 'i32':
      return new Int32Array(count);
    case 'u32':
      return new Uint32Array(count);
    case 'i64':
      return new BigInt64Array(count);
    case 'u64':
      return new BigUint64Array(count);
    case 'f32':
      return new Float32Array(count);
    case 'f64':
      return new Float64Array(count);
  }
}

/** The memory of pixels as bytes. */
export function bytesOf(samples: Samples): Buffer {
  return Buffer.from(samples.buffer as ArrayBuffer, samples.byteOffset, samples.byteLength);
}

/** Turns big-endian numbers of `width` bytes, as FITS has them (§5), into those of the machine, in place. */
export function fromBigEndian(bytes: Buffer, width: 1 | 2 | 4 | 8): void {
  if (!IS_LITTLE) return;
  if (width === 2) bytes.swap16();
  else if (width === 4) bytes.swap32();
  else if (width === 8) bytes.swap64();
}

/**
 * Adds 2^15 or 2^31 to whole numbers of the machine that were stored with that BZERO, in place: what is
 * stored as -32768 is 0 (FITS 4.0 §5.2.5).
 */
export function applyOffset(samples: Samples): void {
  if (samples instanceof Uint16Array) {
    // Two at a time take half as long.
    const lead = samples.byteOffset % 4 === 0 ? 0 : 1;
    const pairs = (samples.length - lead) >>> 1;
    if (lead === 1 && samples.length > 0) samples[0] = (samples[0] ?? 0) ^ 0x8000;
    const words = new Uint32Array(samples.buffer, samples.byteOffset + 2 * lead, Math.max(0, pairs));
    for (let i = 0; i < words.length; i++) words[i] = (words[i] ?? 0) ^ 0x80008000;
    for (let i = lead + 2 * words.length; i < samples.length; i++) samples[i] = (samples[i] ?? 0) ^ 0x8000;
  } else if (samples instanceof Uint32Array) {
    for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) ^ 0x80000000;
  }
}
