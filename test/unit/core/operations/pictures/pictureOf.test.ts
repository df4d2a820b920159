/** Pictures of images: size, colours, and how little is read for them. */
import assert from 'node:assert/strict';
import { pictureOf, sourceOf } from '../../../../../src/core/operations/pictures/pictureOf';
import { madeImage } from '../../../../support/pixelImage';

describe('a picture of an image', () => {
  it('has the pixels themselves where it is large enough', async () => {
    const image = madeImage({ width: 5, height: 3 }, (x, y) => 1000 * y + x);
    const picture = await pictureOf(sourceOf('fits', image, null), 100);
    assert.deepEqual([picture.width, picture.height, picture.colour], [5, 3, 'none']);
    assert.deepEqual([...(picture.channels[0]?.codes ?? [])].slice(0, 7), [0, 1, 2, 3, 4, 1000, 1001]);
    const { min, max, n } = picture.channels[0]?.statistics ?? assert.fail();
    assert.deepEqual([min, max, n], [0, 2004, 15]);
    assert.equal(picture.orientation.firstRow, 'bottom');
  });

  it('is made of means, from two rows for one at the most', async () => {
    const image = madeImage({ width: 1000, height: 800 }, (x, y) => x + y);
    const { width, height, channels } = await pictureOf(sourceOf('fits', image, null), 100);
    assert.deepEqual([width, height], [100, 80]);
    assert.equal(image.reads.length, 80);
    assert.equal(
      image.reads.reduce((sum, read) => sum + read.height, 0),
      160,
    );
    // Columns 0 to 9, rows 4 and 5.
    assert.equal(channels[0]?.codes[0], 9);
    assert.equal(channels[0]?.codes[99], 999);
  });

  it('reads all rows of a tile together, and each tile once', async () => {
    const about = { width: 1000, height: 100 };
    for (const [rowsPerRead, expected] of [
      [16, [[0, 96]]],
      [100, [[0, 100]]],
    ] as const) {
      const image = { ...madeImage(about, (x, y) => x + y), rowsPerRead };
      const { channels } = await pictureOf(sourceOf('fits', image, null), 100);
      assert.deepEqual(
        image.reads.map(({ y, height }) => [y, y + height]),
        expected,
      );
      assert.equal(channels[0]?.codes[9 * 100], 99);
    }
  });

  it('is measured evenly where its rows are those of the image only nearly', async () => {
    // Brighter in the second half: half of the sample is.
    const image = madeImage({ width: 900, height: 1700 }, (_x, y) => (y < 850 ? 100 : 300));
    const { channels } = await pictureOf(sourceOf('fits', image, null), 1600);
    const { n, mean } = channels[0]?.statistics ?? assert.fail();
    assert.ok(n > 80_000);
    assert.ok(Math.abs((mean ?? 0) - 200) < 0.1, String(mean));
  });

  it('shows the colours of a Bayer matrix at half size, and its only plane as stored when that is asked for', async () => {
    const image = madeImage(
      { width: 8, height: 6, bayer: 'RGGB' },
      (x, y) => [100, 200, 200, 300][(x & 1) + 2 * (y & 1)] ?? 0,
    );
    const picture = await pictureOf(sourceOf('fits', image, null), 100);
    assert.deepEqual([picture.width, picture.height, picture.colour], [4, 3, 'mosaic']);
    assert.deepEqual(
      picture.channels.map(({ codes }) => [...new Set(codes)]),
      [[100], [200], [300]],
    );
    const grey = await pictureOf(sourceOf('fits', image, 0), 100);
    assert.deepEqual([grey.width, grey.colour, grey.channels.length], [8, 'none', 1]);
  });

  it('shows three planes in colour, and one of them in grey', async () => {
    const image = madeImage({ width: 4, height: 4, planes: 3 }, (_x, _y, plane) => 10 * (plane + 1));
    const picture = await pictureOf(sourceOf('fits', image, null), 100);
    assert.equal(picture.colour, 'planes');
    assert.deepEqual(
      picture.channels.map(({ codes }) => codes[5]),
      [10, 20, 30],
    );
    const second = await pictureOf(sourceOf('fits', image, 1), 100);
    assert.deepEqual(
      second.channels.map(({ codes }) => codes[5]),
      [20],
    );
  });

  it('passes over missing pixels, also where there are no others', async () => {
    const make = (length: number) => new Float32Array(length);
    const image = madeImage({ width: 4, height: 4 }, (x) => (x === 0 ? NaN : x / 4), make, 'f32');
    const { channels, fullScale } = await pictureOf(sourceOf('xisf', image, null), 100);
    assert.equal(channels[0]?.codes[0], 0);
    assert.deepEqual([channels[0].statistics.n, channels[0].statistics.invalid], [12, 4]);
    assert.deepEqual(fullScale, { low: 0, high: 1 });
    const empty = madeImage({ width: 2, height: 2 }, () => NaN, make, 'f32');
    const picture = await pictureOf(sourceOf('fits', empty, null), 100);
    assert.deepEqual([...(picture.channels[0]?.codes ?? [])], [0, 0, 0, 0]);
  });

  it('is one of an image of a single pixel, a row or a column', async () => {
    for (const [width, height] of [
      [1, 1],
      [9, 1],
      [1, 9],
    ] as const) {
      const image = madeImage({ width, height, bayer: 'RGGB' }, () => 7);
      const picture = await pictureOf(sourceOf('fits', image, null), 5);
      assert.deepEqual([...new Set(picture.channels[0]?.codes)], [7], `${width} × ${height}`);
    }
  });
});
