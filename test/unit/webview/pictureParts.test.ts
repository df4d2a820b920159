/** Pictures on their way to a page: in parts that are put together again. */
import assert from 'node:assert/strict';
import type { Picture } from '../../../src/core/rules/picture/picture';
import type { ToImagePage } from '../../../src/webview/imageProtocol';
import { Arrivals, type OnItsWay, partsOf, pictureIn } from '../../../src/webview/pictureParts';
import type { ToTour } from '../../../src/webview/tourProtocol';

const statistics = { n: 5, invalid: 0, min: 0, max: 9, mean: 4, median: 4, mad: 1 };
const zscale = { black: 0, white: 9 };

const pictureOf = (...channels: number[][]): Picture => ({
  ...{ width: 5, height: 1, colour: 'mosaic', orientation: { firstRow: 'top', from: 'ROWORDER' } },
  levels: { low: 0, high: 65_535, closest: null },
  fullScale: { low: 0, high: 65_535 },
  channels: channels.map((codes) => ({ codes: Uint16Array.from(codes), statistics, zscale })),
});

const choice = { image: 0, plane: null };
const shown = (picture: Picture): ToImagePage => ({
  ...{ kind: 'picture', path: '/a.fits', choice, most: 800, picture },
});
const file = { path: '/b.fits', name: 'b.fits', images: [], problems: [], first: choice };
const ahead = (picture: Picture | null): Extract<ToTour, { kind: 'ahead' }> => ({
  ...{ kind: 'ahead', most: 800, file, shown: picture && { choice, picture } },
});

describe('pictures on their way to a page', () => {
  const picture = pictureOf([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]);

  it('come in parts of a size, and are what they were', () => {
    for (const message of [shown(picture), ahead(picture)]) {
      const parts = [...partsOf(message, 3, 2)];
      assert.deepEqual(
        parts.map((part) => (part.kind === 'part' ? [part.channel, part.at, [...part.codes]] : part.kind)),
        [[0, 0, [1, 2]], [0, 2, [3, 4]], [0, 4, [5]], [1, 0, [6, 7]], [1, 2, [8, 9]], [1, 4, [10]], 'whole'],
      );
      const arrivals = new Arrivals();
      const taken = parts.map((part) => arrivals.take(part));
      assert.deepEqual(taken.slice(0, -1), [null, null, null, null, null, null]);
      assert.deepEqual(taken.at(-1), message);
    }
  });

  it('bring no other memory along than that of their codes', () => {
    for (const part of partsOf(shown(picture), 0, 2)) {
      if (part.kind === 'part') assert.equal(part.codes.buffer.byteLength, part.codes.byteLength);
      else if (part.kind === 'whole')
        assert.deepEqual(
          pictureIn(part.message)?.channels.map(({ codes }) => codes.length),
          [0, 0],
        );
    }
  });

  it('may overtake one another, and be dropped', () => {
    const first = [...partsOf(shown(picture), 0, 2)];
    const second = [...partsOf(ahead(pictureOf([11, 12, 13])), 1, 2)];
    const arrivals = new Arrivals();
    const take = (part: OnItsWay | undefined) => part && arrivals.take(part);
    for (const part of first.slice(0, 3)) take(part);
    for (const part of second.slice(0, -1)) take(part);
    assert.equal(arrivals.take({ kind: 'dropped', id: 0 }), null);
    const arrived = take(second.at(-1));
    assert.deepEqual(arrived && pictureIn(arrived)?.channels[0]?.codes, Uint16Array.of(11, 12, 13));
    // Nothing is left of what was dropped.
    assert.deepEqual(take(first.at(-1)), { ...shown(pictureOf([], [])) });
  });

  it('let all other messages through, and those of files without an image', () => {
    const arrivals = new Arrivals();
    const message: ToImagePage = { kind: 'linked', isLinked: true };
    assert.equal(arrivals.take(message), message);
    assert.equal(pictureIn(message), null);
    assert.equal(pictureIn(ahead(null)), null);
  });
});
