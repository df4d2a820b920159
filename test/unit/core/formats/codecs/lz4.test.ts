import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unpackLz4 } from '../../../../../src/core/formats/codecs/lz4';
import { codecCode, damaged, survives } from './damage';
import { packLz4 } from './packLz4';

/** Runs and repetitions, as short and as long as lengths are written differently for. */
const texts = fc
  .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 6 }), fc.constantFrom(1, 2, 3, 5, 60, 300)), {
    maxLength: 12,
  })
  .map((parts) =>
    Uint8Array.from(parts.flatMap(([piece, times]) => new Array<number[]>(times).fill([...piece]).flat())),
  );

/** @param step Bytes of a piece that the block comes in. */
function unpacked(packed: Uint8Array, size: number, step = packed.length): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < packed.length; from += step) pieces.push(packed.subarray(from, from + step));
  // Copies: a part is there only until the next one is asked for.
  const parts = Array.from(unpackLz4(pieces, size), (part) => part.slice());
  return Uint8Array.from(Buffer.concat(parts));
}

describe('lz4', () => {
  it('gives back what was packed', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 40 }), (bytes, step) => {
        assert.deepEqual(unpacked(packLz4(bytes), bytes.length, step), bytes);
      }),
    );
  });

  it('gives back more than it holds in memory, repeated from as far back as can be', () => {
    const step = 65_535;
    const random = Uint8Array.from({ length: step }, (_, i) => (i * i * 31 + (i >> 3)) & 255);
    // 65,535 bytes of themselves, then 3,000,000 from so far back, then 5 of themselves.
    const length = (count: number, rest: number) => [
      ...new Array<number>(Math.floor((count - rest) / 255)).fill(255),
      (count - rest) % 255,
    ];
    const block = Uint8Array.from([
      0xff,
      ...length(step, 15),
      ...random,
      ...[step & 255, step >> 8],
      ...length(3_000_000, 19),
      ...[0x50, 1, 2, 3, 4, 5],
    ]);
    const bytes = unpacked(block, step + 3_000_005, 1000);
    const wrong = bytes.subarray(0, step + 3_000_000).findIndex((byte, i) => byte !== random[i % step]);
    assert.deepEqual([wrong, [...bytes.subarray(-5)]], [-1, [1, 2, 3, 4, 5]]);
  });

  it('reads a block that was worked out by hand', () => {
    // "ab", then 9 bytes from 2 back, then "!".
    const block = Uint8Array.of(0x25, 97, 98, 2, 0, 0x10, 33);
    assert.equal(Buffer.from(unpacked(block, 12)).toString(), 'abababababa!');
    // 15 + 255 + 1 bytes of themselves.
    const long = Uint8Array.from([0xf0, 255, 1, ...new Array<number>(271).fill(7)]);
    assert.deepEqual(unpacked(long, 271), new Uint8Array(271).fill(7));
  });

  it('says what is cut off, impossible or of another size', () => {
    const code = (bytes: readonly number[], size = 12) =>
      codecCode(() => unpacked(Uint8Array.from(bytes), size));
    const block = [0x25, 97, 98, 2, 0, 0x10, 33];
    assert.equal(code(block.slice(0, 2)), 'truncated');
    assert.equal(code(block.slice(0, 4)), 'truncated');
    assert.equal(code(block.slice(0, 5)), 'truncated');
    assert.equal(code([0xf0, 255]), 'truncated');
    assert.equal(code([]), 'truncated');
    assert.equal(code(block, 11), 'size');
    assert.equal(code(block, 5), 'size');
    assert.equal(code(block, 13), 'truncated');
    assert.equal(code([0x25, 97, 98, 0, 0, 0x10, 33]), 'damaged');
    assert.equal(code([0x25, 97, 98, 3, 0, 0x10, 33]), 'damaged');
    // A length of 2,000,000 bytes in a block of 8,000.
    assert.equal(code([0x1f, 97, 1, 0, ...new Array<number>(8000).fill(255), 0]), 'size');
  });

  it('survives damage', () => {
    const bytes = Uint8Array.from({ length: 2000 }, (_, i) => (i % 100 < 50 ? i % 7 : (i * i) >> 4));
    fc.assert(
      fc.property(damaged(packLz4(bytes)), (packed) => survives(() => unpacked(packed, bytes.length))),
    );
  });
});
