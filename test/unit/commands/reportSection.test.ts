import assert from 'node:assert/strict';
import { section } from '../../../src/commands/reportSection';

describe('a section of a report', () => {
  it('is a heading with a number, and a list', () => {
    assert.deepEqual(section('Failed', ['a', 'b']), ['## Failed (2)', '- a\n- b']);
    assert.deepEqual(section('Lights', ['a'], { count: null }), ['## Lights', '- a']);
  });

  it('is left out where there is nothing', () => {
    assert.deepEqual(section('Failed', []), []);
    assert.deepEqual(section('Failed', [], { count: 0, note: 'why' }), []);
    assert.deepEqual(section('Lights', [], { count: null }), []);
  });

  it('says how many are not listed', () => {
    assert.deepEqual(section('Skipped', ['a'], { count: 3, note: 'why' }), [
      '## Skipped (3)',
      'why',
      '- a',
      '… and 2 more.',
    ]);
    assert.equal(section('Skipped', ['a', 'b', 'c'], { most: 1 }).at(-1), '… and 2 more.');
    assert.equal(section('Skipped', [], { count: 3 }).at(-1), 'They are not listed here.');
  });
});
