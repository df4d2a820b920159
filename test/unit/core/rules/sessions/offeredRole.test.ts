import assert from 'node:assert/strict';
import { offeredRole } from '../../../../../src/core/rules/sessions/offeredRole';
import { session } from '../../../../support/session';

const TYPES = ['bias', 'dark', 'flat', 'flatDark', 'light'] as const;

describe('the role in which frames are offered to a session', () => {
  const rolesFor = (wanting: Parameters<typeof session>[0]) =>
    TYPES.map((type) => offeredRole(session(wanting), session({ type })));

  it('is that of their type for lights', () => {
    assert.deepEqual(rolesFor({ type: 'light' }), ['bias', 'dark', 'flat', 'flatDark', null]);
  });

  it('is bias or flat-dark for raw flats, whose flat-darks may be called darks', () => {
    assert.deepEqual(rolesFor({ type: 'flat' }), ['bias', 'flatDark', null, 'flatDark', null]);
    const untimed = session({ type: 'dark', exposure: null });
    assert.equal(offeredRole(session({ type: 'flat' }), untimed), null);
  });

  it('is none for what needs no calibration', () => {
    for (const wanting of [
      { type: 'flat', master: true },
      { type: 'dark' },
      { type: 'light', processing: 'calibrated' },
    ] as const) {
      assert.deepEqual(rolesFor(wanting), [null, null, null, null, null]);
    }
  });
});
