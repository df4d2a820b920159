/** The order of names in a folder. */
import assert from 'node:assert/strict';
import { naturalOrder } from '../../../../src/core/base/naturalOrder';

describe('the natural order of names', () => {
  it('counts numbers by their values', () => {
    const names = ['M31_10.fits', 'm31_9.fits', 'M31_1.fits', 'a.xisf'];
    assert.deepEqual([...names].sort(naturalOrder), ['a.xisf', 'M31_1.fits', 'm31_9.fits', 'M31_10.fits']);
  });

  it('tells names apart that are alike', () => {
    assert.ok(naturalOrder('a01.fits', 'a1.fits') !== 0);
    assert.equal(naturalOrder('a.fits', 'a.fits'), 0);
  });
});
