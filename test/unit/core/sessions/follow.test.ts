import assert from 'node:assert/strict';
import { followLinks, successors } from '../../../../src/core/sessions/follow';

describe('what is known of a session that gets another id', () => {
  const frames = [
    { id: 1, session: 'old' },
    { id: 2, session: 'old' },
    { id: 3, session: 'old' },
    { id: 4, session: 'stays' },
    { id: 5, session: null },
    { id: 6, session: 'rejected' },
  ];

  it('goes where most of its frames are, of equally many to the first', () => {
    const now = new Map([
      [1, 'a'],
      [2, 'b'],
      [3, 'b'],
      [4, 'b'],
      [5, 'b'],
    ]);
    assert.deepEqual([...successors(frames, now, new Set(['a', 'b', 'stays']))], [['old', 'b']]);
    now.delete(3);
    assert.deepEqual([...successors(frames, now, new Set(['a', 'b', 'stays']))], [['old', 'a']]);
    assert.deepEqual([...successors(frames, now, new Set(['a', 'b', 'stays', 'old']))], []);
  });

  it('moves links and their targets, and leaves what the other session has itself', () => {
    const manual = new Map([
      ['old', { dark: 'd-old', flat: null, bias: 'b1' }],
      ['new', { bias: null }],
      ['other', { dark: 'd-old' }],
    ]);
    const moved = new Map([
      ['old', 'new'],
      ['d-old', 'd-new'],
    ]);
    assert.deepEqual(Object.fromEntries(followLinks(manual, moved)), {
      new: { dark: 'd-new', flat: null, bias: null },
      other: { dark: 'd-new' },
    });
    assert.equal(followLinks(manual, new Map([['x', 'y']])), manual);
  });
});
