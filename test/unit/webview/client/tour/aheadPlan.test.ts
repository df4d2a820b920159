/** Which pictures are read ahead, which stay, and how large they are. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { comingNext, kept, mostFor, wanting } from '../../../../../src/webview/client/tour/aheadPlan';

const sizes = (of: Readonly<Record<string, number>>) => new Map(Object.entries(of));

describe('pictures that come next', () => {
  it('are two ahead and one behind, within the list', () => {
    assert.deepEqual(comingNext(3, 9, false), [4, 5, 2]);
    assert.deepEqual(comingNext(0, 9, false), [1, 2]);
    assert.deepEqual(comingNext(8, 9, false), [7]);
    assert.deepEqual(comingNext(0, 1, false), []);
  });

  it('are all others while they play, round and round', () => {
    assert.deepEqual(comingNext(2, 4, true), [3, 0, 1]);
    assert.deepEqual(comingNext(0, 1, true), []);
    assert.deepEqual(comingNext(0, 0, true), []);
  });

  it('stay as far as there is room, those that come first', () => {
    const bytes = sizes({ a: 40, b: 40, c: 40, far: 1 });
    assert.deepEqual([...kept(['a', 'b', 'c'], bytes, 100)], ['a', 'b']);
    assert.deepEqual([...kept(['x', 'c', 'a'], bytes, 100)], ['c', 'a']);
    assert.deepEqual([...kept(['a'], bytes, 10)], ['a'], 'one has to be there');
  });

  it('are read in their order, but for those that failed', () => {
    const bytes = sizes({ a: 40, c: 40 });
    assert.equal(wanting(['a', 'b', 'c', 'd'], bytes, new Set(), 100), 'b');
    assert.equal(wanting(['a', 'b', 'c', 'd'], bytes, new Set(['b']), 100), 'd');
    assert.equal(wanting(['a', 'c', 'd'], bytes, new Set(), 80), null, 'there is no room');
    assert.equal(wanting(['a', 'c'], bytes, new Set(), 800), null);
  });

  it('never fill more than their room when all of them have the size that is chosen for them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.constantFrom(1, 3),
        (count, width, height, channels) => {
          const most = mostFor(count, { width, height, channels }, 2048);
          assert.ok(most >= 512 && most <= 2048);
          const short = (most * Math.min(width, height)) / Math.max(width, height);
          if (most > 512) assert.ok(count * most * short * 2 * channels <= 256 * 2 ** 20);
        },
      ),
    );
  });

  it('are as large as they are seen where they are few', () => {
    assert.equal(mostFor(3, { width: 6248, height: 4176, channels: 1 }, 1280), 1280);
    assert.ok(mostFor(300, { width: 6248, height: 4176, channels: 3 }, 2048) < 700);
  });
});
