import assert from 'node:assert/strict';
import type { StackedResult } from '../../../../src/core/api/archive';
import { worstYield, yieldLines, yieldSeverity, yieldText } from '../../../../src/core/text/results';

const stack = (differs: Partial<StackedResult>): StackedResult => ({
  id: 1,
  path: '/c/M_31_L.fit',
  kind: 'stack',
  object: 'M 31',
  filter: 'L',
  sessions: ['s'],
  stackCount: 8,
  lights: 8,
  leftOut: [],
  totalExposure: 480,
  made: '2025-01-01T00:00:00.000Z',
  exists: true,
  ...differs,
});

describe('the yield of a stack', () => {
  it('is a warning with a light too few, an error with fewer than half', () => {
    const severity = (stackCount: number | null, lights: number | null) =>
      yieldSeverity({ kind: 'stack', stackCount, lights });
    assert.deepEqual(
      [severity(8, 8), severity(7, 8), severity(4, 8), severity(3, 8), severity(null, 8), severity(3, null)],
      ['good', 'warning', 'warning', 'error', 'good', 'good'],
    );
    assert.equal(yieldSeverity({ kind: 'composition', stackCount: 3, lights: 8 }), 'good');
    const [few, less] = [stack({ stackCount: 7 }), stack({ stackCount: 1 })];
    assert.deepEqual(
      [worstYield([few]), worstYield([few, less]), worstYield([])],
      ['warning', 'error', 'good'],
    );
  });

  it('names the lights by their reasons', () => {
    const leftOut = [
      { name: 'a.fits', why: 'stars' },
      { name: 'b.fits', why: 'stars' },
      { name: 'c.fits', why: 'quality' },
      { name: 'd.fits', why: null },
    ] as const;
    assert.equal(
      yieldText(stack({ stackCount: 4, leftOut })),
      '4 of 8 lights stacked; too few stars: a.fits, b.fits; stars far larger or fewer than in the others: c.fits; left out: d.fits',
    );
    assert.equal(yieldText(stack({})), '8 of 8 lights stacked');
    assert.equal(yieldText(stack({ lights: null })), null);
  });

  it('is told of those that have too few, with five names at most', () => {
    const leftOut = Array.from({ length: 7 }, (_, i) => ({ name: `${i}.fits`, why: 'stars' as const }));
    assert.deepEqual(yieldLines([stack({}), stack({ stackCount: 1, leftOut })]), [
      'M_31_L.fit: 1 of 8 lights stacked; too few stars: 0.fits, 1.fits, 2.fits, 3.fits, 4.fits and 2 more',
    ]);
  });
});
