import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type RiceOutput, unpackRice } from '../../../../../src/core/formats/codecs/rice';
import { BitWriter } from './bits';
import { codecCode, damaged, survives } from './damage';
import { packRice } from './packRice';

function unpacked<T extends RiceOutput>(packed: Uint8Array, into: T, blockSize: number): T {
  unpackRice(packed, into, blockSize);
  return into;
}

const blockSizes = fc.constantFrom(1, 7, 16, 32, 64);
/** Noise on a level, so that all ways of a block occur: equal, split, verbatim. */
const rows = fc
  .tuple(
    fc.integer({ min: 1, max: 32 }),
    fc.integer(),
    fc.array(fc.nat(2 ** 31 - 1), { minLength: 1, maxLength: 200 }),
  )
  .map(([bits, level, noise]) => noise.map((value) => level + (value >>> (bits - 1))));

describe('RICE_1', () => {
  it('gives back pixels of 1, 2 and 4 bytes in blocks of any size', () => {
    const types = [Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array];
    fc.assert(
      fc.property(rows, blockSizes, fc.constantFrom(...types), (values, blockSize, Type) => {
        const pixels = Type.from(values);
        assert.deepEqual(unpacked(packRice(pixels, blockSize), new Type(pixels.length), blockSize), pixels);
      }),
    );
  });

  it('reads every number of low bits, with long runs of zeros', () => {
    const pixels = Int16Array.of(0, 900, -900, 5, 5, 6, -32768, 32767);
    for (let low = 0; low <= 14; low++) {
      assert.deepEqual(unpacked(packRice(pixels, 4, low), new Int16Array(8), 4), pixels, `${low} low bits`);
    }
    const wide = Int32Array.of(-5, 2 ** 30, -(2 ** 31), 2 ** 31 - 1);
    for (const low of [24, 25]) {
      assert.deepEqual(unpacked(packRice(wide, 32, low), new Int32Array(4), 32), wide, `${low} low bits`);
    }
  });

  it('reads a vector that was worked out by hand', () => {
    // 300; 2 low bits: 0 → 1·00, +3 → 6 → 01·10, -1 → 1 → 1·01, +9 → 18 → 00001·10; then a block of equals.
    const bits = '0000000100101100' + '0011' + '100' + '0110' + '101' + '0000110' + '0000';
    const packed = Uint8Array.from(bits.padEnd(48, '0').match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
    assert.deepEqual([...unpacked(packed, new Int16Array(6), 4)], [300, 303, 302, 311, 311, 311]);
  });

  it('says what is cut off or impossible', () => {
    const pixels = Int16Array.from({ length: 100 }, (_, i) => (i * 7919) % 1000);
    const packed = packRice(pixels, 32);
    for (let end = 0; end < packed.length; end++) {
      const cut = packed.subarray(0, end);
      assert.equal(
        codecCode(() => unpackRice(cut, new Int16Array(100), 32)),
        'truncated',
        `${end} bytes`,
      );
    }
    // 31 stands for 30 low bits, of at most 24.
    const impossible = new BitWriter();
    impossible.write(0, 32);
    impossible.write(31, 5);
    assert.equal(
      codecCode(() => unpackRice(impossible.bytes(), new Int32Array(1), 32)),
      'damaged',
    );
    assert.equal(
      codecCode(() => unpackRice(packed, new Int16Array(100), 0)),
      'unsupported',
    );
  });

  it('survives damage', () => {
    const packed = packRice(
      Int32Array.from({ length: 300 }, (_, i) => (i * 2654435761) >> (i % 32)),
      32,
    );
    fc.assert(
      fc.property(damaged(packed), fc.constantFrom(Uint8Array, Int16Array, Int32Array), (bytes, Type) => {
        survives(() => unpackRice(bytes, new Type(300), 32));
      }),
    );
  });
});
