/** Files that wait for a better one of the same pixels, which may still come. */
import assert from 'node:assert/strict';
import { mayBeCopy } from '../../../../../src/core/operations/register/originals';
import { lightFrame } from '../../../../support/frame';
import { scanOf } from '../../../../support/placement';

describe('a file that may be a copy', () => {
  it('says too little, or is called like one', () => {
    const of = (frame: Parameters<typeof lightFrame>[0], name = 'a.fits') =>
      mayBeCopy({ scan: scanOf(name, { frame: lightFrame(frame) }) });
    assert.equal(of({}), false);
    assert.equal(of({ problems: [{ code: 'temperature-differs', message: '' }] }), false);
    assert.equal(of({ dateObs: null }), true);
    assert.equal(of({ problems: [{ code: 'time-missing', message: '' }] }), true);
    assert.equal(of({ imager: null }), true);
    assert.equal(of({}, 'a (1).fits'), true);
    assert.equal(of({}, 'x (1)/a.fits'), false, 'the folder does not count');
  });

  it('has an image', () => {
    assert.equal(mayBeCopy({ path: '/in/a (1).fits', error: 'unreadable' }), false);
    assert.equal(mayBeCopy({ scan: scanOf('a (1).fits', { frame: null }) }), false);
  });
});
