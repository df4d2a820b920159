import assert from 'node:assert/strict';
import { isOurs, outOfBounds } from '../../../../../src/core/storage/thumbnails/outOfBounds';

const HOUR = 3_600_000;
const NOW = 1000 * HOUR;
const name = (number: number) => `${number.toString(16).padStart(40, '0')}.jpg`;
/** Files that were used a day after one another, the first one longest ago. */
const files = (count: number, bytes = 10) =>
  Array.from({ length: count }, (_, i) => ({ name: name(i), bytes, used: 24 * i * HOUR }));

describe('the bounds of the folder of thumbnails', () => {
  it('let all stay within them', () => {
    assert.deepEqual(outOfBounds(files(100), NOW, { files: 100, bytes: 1000 }), []);
    assert.deepEqual(outOfBounds([], NOW), []);
  });

  it('take away those that were not used for the longest time, and some more than needed', () => {
    const shuffled = files(101).reverse();
    const gone = outOfBounds(shuffled, NOW, { files: 100, bytes: 1_000_000 });
    assert.deepEqual(
      gone,
      Array.from({ length: 11 }, (_, i) => name(i)),
    );
  });

  it('count bytes as well', () => {
    const gone = outOfBounds(files(10, 100), NOW, { files: 100, bytes: 999 });
    assert.deepEqual(gone, [name(0), name(1)]);
    const huge = [...files(2), { name: name(99), bytes: 5000, used: NOW }];
    assert.equal(outOfBounds(huge, NOW, { files: 100, bytes: 1000 }).length, 3);
  });

  it('take away what nobody has finished within an hour, and nothing that others have put there', () => {
    const unfinished = `${name(1)}.0123456789ab.new`;
    const made = (at: string, used: number) => ({ name: at, bytes: 10, used });
    assert.deepEqual(outOfBounds([made(unfinished, NOW - 2 * HOUR)], NOW), [unfinished]);
    assert.deepEqual(outOfBounds([made(unfinished, NOW - HOUR / 2)], NOW), []);
    const foreign = ['M31.jpg', 'astro-archive.sqlite', `${'0'.repeat(41)}.jpg`, `${name(1)}.bak`];
    assert.deepEqual(
      outOfBounds(
        foreign.map((each) => made(each, 0)),
        NOW,
        { files: 0, bytes: 0 },
      ),
      [],
    );
    assert.deepEqual([...foreign, unfinished, name(7)].filter(isOurs), [unfinished, name(7)]);
  });
});
