import assert from 'node:assert/strict';
import { clusterBy } from '../../../../../src/core/rules/sessions/cluster';

const angles = (values: (number | null)[]) =>
  clusterBy(values, (value) => value, { gap: 2, span: 2, period: 360 });

describe('clusterBy', () => {
  it('limits the span of a cluster across 0° as elsewhere', () => {
    assert.deepEqual(angles([2.5, 359.2, 0.9, 90]), [[359.2, 0.9], [2.5], [90]]);
  });

  it('takes negative angles and whole turns as what they are', () => {
    assert.deepEqual(angles([-1, 359, 719, 10]), [[-1, 359, 719], [10]]);
  });

  it('puts items without a value together, last', () => {
    assert.deepEqual(angles([null, 5, null]), [[5], [null, null]]);
    assert.deepEqual(angles([]), []);
  });

  it('splits at a hole and where the span is used up', () => {
    const limits = { gap: 1, span: 2 };
    assert.deepEqual(
      clusterBy([5, 1, 0, 2, 3], (value) => value, limits),
      [[0, 1, 2], [3], [5]],
    );
    assert.deepEqual(
      clusterBy([0.3, 0.1, 0.2], (value) => value, { gap: 0.1, span: 0.2 }),
      [[0.1, 0.2, 0.3]],
    );
  });
});
