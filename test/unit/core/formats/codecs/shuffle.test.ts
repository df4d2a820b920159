import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unshuffle } from '../../../../../src/core/formats/codecs/shuffle';

/** All first bytes, all second bytes …, then what is no whole number. */
function shuffle(bytes: Uint8Array, width: number): Uint8Array {
  const whole = Math.floor(bytes.length / width) * width;
  const planes = Array.from({ length: width }, (_, k) =>
    [...bytes.subarray(0, whole)].filter((_, i) => i % width === k),
  );
  return Uint8Array.from([...planes.flat(), ...bytes.subarray(whole)]);
}

describe('unshuffle', () => {
  it('puts the bytes of numbers together', () => {
    assert.deepEqual([...unshuffle(Uint8Array.of(1, 3, 5, 2, 4, 6, 9), 2)], [1, 2, 3, 4, 5, 6, 9]);
    assert.deepEqual([...unshuffle(Uint8Array.of(1, 3, 5, 2, 4, 6), 2, true)], [2, 1, 4, 3, 6, 5]);
  });

  it('gives back what was shuffled, also more than a strip', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.constantFrom(1, 2, 4, 8), (bytes, width) => {
        assert.deepEqual(unshuffle(shuffle(bytes, width), width), bytes);
      }),
    );
    const many = Uint8Array.from({ length: 40_007 }, (_, i) => (i * 31) >> 3);
    assert.deepEqual(unshuffle(shuffle(many, 4), 4), many);
  });

  it('turns numbers of any width around', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.constantFrom(1, 2, 4, 8), (bytes, width) => {
        const whole = Math.floor(bytes.length / width) * width;
        const turned = Uint8Array.from(bytes, (byte, i) => {
          return i < whole ? (bytes[i - (i % width) + width - 1 - (i % width)] ?? 0) : byte;
        });
        assert.deepEqual(unshuffle(shuffle(bytes, width), width, true), turned);
      }),
    );
  });

  it('turns numbers with the highest byte first around', () => {
    const numbers = Float64Array.of(1.5, -2, 1e300);
    const bytes = Buffer.alloc(24);
    numbers.forEach((number, i) => bytes.writeDoubleBE(number, 8 * i));
    const machine = unshuffle(shuffle(bytes, 8), 8, true);
    assert.deepEqual(new Float64Array(machine.buffer), numbers);
  });
});
