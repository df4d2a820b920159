import assert from 'node:assert/strict';
import type { Samples } from '../../../../../src/core/formats/pixels/pixelImage';
import { type Encoding, physicalValue, PLAIN } from '../../../../../src/core/rules/picture/physical';
import { sortedStatistics } from '../../../../../src/core/rules/picture/sortedStatistics';
import { measure, statisticsOf } from '../../../../../src/core/rules/picture/statistics';
import { random } from '../../../../support/random';

/** The definitions, by sorting: slow and plain. */
function bySorting(samples: Samples, encoding: Encoding) {
  const values = [...samples].flatMap((sample) => physicalValue(sample, encoding) ?? []);
  const wide = values.map((value) => (Number.isInteger(value) ? BigInt(value) : value));
  const order = (a: number | bigint, b: number | bigint) => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = wide.toSorted(order);
  const rank = Math.floor((sorted.length - 1) / 2);
  const median = sorted[rank] ?? 0;
  const distances = wide.map((value) => {
    if (typeof value === 'bigint' && typeof median === 'bigint')
      return value > median ? value - median : median - value;
    return Math.abs(Number(value) - Number(median));
  });
  return {
    n: sorted.length,
    invalid: samples.length - sorted.length,
    min: sorted[0],
    max: sorted.at(-1),
    median,
    mad: distances.toSorted(order)[rank],
  };
}

const KINDS: Readonly<Record<string, (values: readonly number[]) => Samples>> = {
  u8: (values) => Uint8Array.from(values),
  i16: (values) => Int16Array.from(values),
  u16: (values) => Uint16Array.from(values),
  i32: (values) => Int32Array.from(values, (value) => value * 65_537),
  u32: (values) => Uint32Array.from(values, (value) => value * 65_537),
  i64: (values) => BigInt64Array.from(values, (value) => BigInt(Math.round(value)) * 0x1_0001_0001_0001n),
  u64: (values) => BigUint64Array.from(values, (value) => BigInt(Math.round(value)) * 0x1_0001_0001_0001n),
  f32: (values) => Float32Array.from(values, (value) => (value - 30_000) / 7),
  f64: (values) => Float64Array.from(values, (value) => (value - 30_000) / 7e200),
};

describe('the statistics of a plane', () => {
  for (const [kind, make] of Object.entries(KINDS)) {
    for (const n of [1, 2, 3, 10, 4100]) {
      it(`are those of sorted values, ${n} of ${kind}, also scaled and with missing ones`, () => {
        const next = random(n);
        // Few different values, so that many are equal, and many.
        for (const range of [1, 5, 65_536]) {
          const values = Array.from({ length: n }, () => Math.floor(next() * range));
          const samples = make(values);
          const blank = samples[Math.floor(n / 2)] ?? 0;
          for (const encoding of [
            PLAIN,
            { scale: 1, zero: 32_768, blank: null },
            { scale: -0.25, zero: 7.5, blank: null },
            { scale: 2, zero: -3, blank },
          ]) {
            const { mean, ...others } = statisticsOf(samples, encoding);
            const expected = bySorting(samples, encoding);
            if (expected.n === 0) {
              assert.deepEqual(
                { ...others, mean },
                { n: 0, invalid: n, min: null, max: null, mean: null, median: null, mad: null },
              );
              continue;
            }
            const asNumbers = (said: object) =>
              Object.entries(said).map(([name, value]) => [name, Number(value)]);
            assert.deepEqual(
              asNumbers(others),
              asNumbers(expected),
              JSON.stringify({ range, scale: encoding.scale }),
            );
          }
        }
      });
    }
  }

  it('are exact beyond 2^53', () => {
    const big = 2n ** 62n + 1n;
    assert.deepEqual(statisticsOf(BigInt64Array.of(big, -big, big + 2n, 5n)), {
      n: 4,
      invalid: 0,
      min: -big,
      max: big + 2n,
      mean: Number((2n * big - big + 2n + 5n) / 4n),
      median: 5,
      mad: big - 5n,
    });
    assert.equal(statisticsOf(BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n)).mad, 0);
    assert.equal(
      statisticsOf(BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n, 2n ** 63n - 1n)).median,
      2n ** 63n - 1n,
    );
    const unsigned = { scale: 1, zero: 2 ** 63, blank: null };
    assert.equal(statisticsOf(BigInt64Array.of(2n ** 63n - 1n), unsigned).max, 2n ** 64n - 1n);
    assert.equal(statisticsOf(BigUint64Array.of(2n ** 64n - 1n, 0n, 2n ** 64n - 1n)).mad, 0);
  });

  it('take NaN and infinities for missing', () => {
    const { n, invalid, min, max } = statisticsOf(Float32Array.of(NaN, 1, Infinity, -2, -Infinity));
    assert.deepEqual({ n, invalid, min, max }, { n: 2, invalid: 3, min: -2, max: 1 });
  });

  it('have the mean of numbers whose sum is too large, and of tiny ones', () => {
    assert.equal(statisticsOf(Float64Array.of(1.5e308, 1.5e308, 1.5e308)).mean, 1.5e308);
    assert.equal(statisticsOf(Float64Array.of(3e-310, 1e-310)).mean, 2e-310);
    assert.equal(
      statisticsOf(Int32Array.of(2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 2)).mean,
      2 ** 31 - 1 - 1 / 3,
    );
  });

  it('never have a negative zero', () => {
    const { min, median, mad } = statisticsOf(Float32Array.of(-0, -0));
    assert.ok([min, median, mad].every((value) => Object.is(value, 0)));
  });

  it('are the same however the samples are handed over', () => {
    const next = random(7);
    const samples = Float32Array.from({ length: 10_000 }, () => next() ** 9);
    const measuring = measure('f32', PLAIN);
    let step = measuring.next();
    for (; !step.done; step = measuring.next()) {
      for (let from = 0; from < samples.length; from += 333) step.value(samples.subarray(from, from + 333));
    }
    assert.deepEqual(step.value, statisticsOf(samples));
  });

  it('are the same of values that may be sorted', () => {
    const next = random(8);
    for (const n of [0, 1, 2, 3, 4096, 4100]) {
      for (const range of [1, 5, 65_536]) {
        const values = Float64Array.from({ length: n }, () =>
          next() < 0.1 ? NaN : next() * range - range / 3,
        );
        const whole = values.map(Math.floor);
        for (const each of [values, whole]) {
          const { mean, ...expected } = statisticsOf(each);
          const { mean: ofSorted, ...others } = sortedStatistics(each.slice());
          assert.deepEqual(others, expected);
          assert.ok(Math.abs((ofSorted ?? 0) - (mean ?? 0)) <= 1e-9 * range);
        }
      }
    }
  });

  it('are the same of whole numbers and halves, which are counted instead of sorted', () => {
    const next = random(11);
    const halves = (range: number, first: number) =>
      Float64Array.from({ length: 5000 }, () => first + Math.floor(2 * range * next()) / 2);
    const dense = halves(300, -100);
    for (const values of [
      dense,
      halves(65_000, 0),
      halves(70_000, -5),
      dense.map((value, i) => (i === 77 ? NaN : value)),
      dense.map((value, i) => (i === 77 ? 0.25 : value)),
      dense.map((value, i) => (i === 77 ? Infinity : value)),
      new Float64Array(5000).fill(-7.5),
    ]) {
      const sorted = values.toSorted();
      sortedStatistics(values);
      assert.deepEqual(values, sorted);
    }
  });
});
