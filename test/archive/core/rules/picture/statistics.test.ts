/** Statistics of more values than a test of every rule needs. */
import assert from 'node:assert/strict';
import { statisticsOf } from '../../../../../src/core/rules/picture/statistics';

describe('statistics of millions of values', () => {
  it('find a median among more values than are kept', () => {
    const samples = Float64Array.from({ length: 2_500_001 }, (_, i) => 1 + ((i * 7919) % 2_500_001) * 1e-12);
    const { median, mad, min } = statisticsOf(samples);
    const sorted = samples.toSorted();
    assert.equal(median, sorted[1_250_000]);
    assert.equal(min, 1);
    assert.equal(mad, samples.map((value) => Math.abs(value - median)).sort()[1_250_000]);
  });
});
