import assert from 'node:assert/strict';
import type { Samples } from '../../../../../src/core/formats/pixels/pixelImage';
import {
  type Encoding,
  exact,
  physicalValue,
  physicalValues,
  PLAIN,
} from '../../../../../src/core/rules/picture/physical';
import { statisticsOf } from '../../../../../src/core/rules/picture/statistics';

const SAMPLES: readonly Samples[] = [
  Uint8Array.of(0, 1, 255),
  Int16Array.of(-32_768, -1, 0, 7, 32_767),
  Int32Array.of(-(2 ** 31), -1, 7, 2 ** 31 - 1),
  BigInt64Array.of(-(2n ** 63n), -1n, 0n, 7n, 2n ** 53n, 2n ** 63n - 1n),
  BigUint64Array.of(0n, 7n, 2n ** 64n - 1n),
  Float32Array.of(-1.5, 0, 7, NaN, Infinity, -Infinity),
  Float64Array.of(-1.5, 0, 7, NaN, Infinity, -Infinity),
];
const ENCODINGS: readonly Encoding[] = [
  PLAIN,
  { scale: 1, zero: 100, blank: null },
  { scale: 1, zero: 0.5, blank: null },
  { scale: 0.1, zero: 0, blank: null },
  { scale: -2, zero: 5, blank: null },
  { scale: 1, zero: 0, blank: 7 },
  { scale: 3, zero: -1, blank: 7 },
];

describe('physical values', () => {
  it('are the same of one sample and of many, of every type and encoding', () => {
    for (const samples of SAMPLES) {
      for (const encoding of ENCODINGS) {
        const into = new Float64Array(samples.length + 1).fill(42);
        physicalValues(samples, encoding, into);
        const expected = Array.from<unknown, number>({ length: samples.length }, (_, i) => {
          const value = physicalValue(samples[i] ?? NaN, encoding);
          return value === null ? NaN : Number(value);
        });
        assert.deepEqual([...into].map(positive), [...expected, 42], JSON.stringify(encoding));
      }
    }
  });

  it('are zero + scale × sample, and nothing where the sample marks a missing pixel', () => {
    assert.equal(physicalValue(4, { scale: 3, zero: -1, blank: 7 }), 11);
    assert.equal(physicalValue(7, { scale: 3, zero: -1, blank: 7 }), null);
    assert.equal(physicalValue(7n, { scale: 1, zero: 0, blank: 7 }), null);
    assert.equal(physicalValue(4n, { scale: 1, zero: 0.5, blank: null }), 4.5);
    assert.equal(physicalValue(4n, { scale: 2, zero: 1, blank: null }), 9);
    assert.equal(physicalValue(2n ** 60n, { scale: 1, zero: 3, blank: null }), 2n ** 60n + 3n);
    assert.equal(physicalValue(Infinity, PLAIN), null);
    assert.ok(Object.is(physicalValue(0, { scale: -1, zero: 0, blank: null }), 0));
  });

  it('are numbers as long as these are exact', () => {
    const most = BigInt(Number.MAX_SAFE_INTEGER);
    assert.deepEqual([most, -most, most + 1n, -most - 1n].map(exact), [
      Number(most),
      -Number(most),
      most + 1n,
      -most - 1n,
    ]);
  });

  it('leave out whatever number of 64 bits marks missing ones', () => {
    for (const blank of [7, -1, 2 ** 32, -(2 ** 40)]) {
      const samples = BigInt64Array.of(BigInt(blank), 3n, BigInt(blank) + 1n, 3n);
      const { n, invalid, median } = statisticsOf(samples, { scale: 1, zero: 0, blank });
      assert.deepEqual([n, invalid, median], [3, 1, 3], String(blank));
    }
  });
});

/** Equal to 0 where it is a negative zero. */
const positive = (value: number) => value + 0;
