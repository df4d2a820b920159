import assert from 'node:assert/strict';
import { followLinks, successors } from '../../../../../src/core/rules/sessions/successors';

describe('what is known of a session that gets another id', () => {
  it('goes where most of its frames are, of equally many to the first', () => {
    const moves = [
      { from: 'old', to: 'a' },
      { from: 'old', to: 'b' },
      { from: 'stays', to: 'b' },
    ];
    const more = [...moves, { from: 'old', to: 'b' }];
    assert.deepEqual([...successors(more, new Set(['a', 'b', 'stays']))], [['old', 'b']]);
    assert.deepEqual([...successors(moves, new Set(['a', 'b', 'stays']))], [['old', 'a']]);
    assert.deepEqual([...successors(moves, new Set(['a', 'b', 'stays', 'old']))], []);
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
