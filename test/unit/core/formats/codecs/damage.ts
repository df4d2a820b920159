/** What a decoder must survive. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodecError } from '../../../../../src/core/formats/codecs/codecError';

/** Bytes with some bits flipped and, half of the time, their end cut off. */
export function damaged(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const bits = fc.array(fc.nat({ max: Math.max(0, bytes.length * 8 - 1) }), { maxLength: 8 });
  const length = fc.oneof(fc.constant(bytes.length), fc.nat({ max: bytes.length }));
  return fc.tuple(bits, length).map(([flips, end]) => {
    const copy = Uint8Array.from(bytes);
    for (const bit of flips) copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return copy.subarray(0, end);
  });
}

/** Unpacks whatever there is; only a CodecError may come out. */
export function survives(unpack: () => unknown): void {
  try {
    unpack();
  } catch (error) {
    assert.ok(error instanceof CodecError, String(error));
    assert.ok(error.offset >= 0);
  }
}

/** The code of the CodecError that `unpack` throws. */
export function codecCode(unpack: () => unknown): string {
  try {
    unpack();
  } catch (error) {
    if (error instanceof CodecError) return error.code;
    throw error;
  }
  return 'nothing was thrown';
}
