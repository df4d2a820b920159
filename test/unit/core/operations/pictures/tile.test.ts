/** Tiles of an image: what they show, and how little is read for them. */
import assert from 'node:assert/strict';
import { sourceOf } from '../../../../../src/core/operations/pictures/pictureOf';
import { tileOf } from '../../../../../src/core/operations/pictures/tile';
import type { Levels } from '../../../../../src/core/rules/picture/levels';
import { madeImage } from '../../../../support/pixelImage';

const levels: Levels = { low: 0, high: 65_535, closest: null };
const at = (level: number, column: number, row: number) => ({ level, column, row });

describe('a tile of an image', () => {
  it('holds the pixels themselves, fewer at the edges', async () => {
    const image = madeImage({ width: 1200, height: 700 }, (x, y) => 40 * (x % 1000) + (y % 40));
    const source = { ...sourceOf('fits', image, null), levels };
    const tile = await tileOf(source, at(0, 2, 1));
    assert.deepEqual([tile.width, tile.height], [1200 - 1024, 700 - 512]);
    assert.equal(tile.channels[0]?.[0], 40 * 24 + 32);
    assert.deepEqual(image.reads, [{ plane: 0, x: 1024, y: 512, width: 176, height: 188 }]);
  });

  it('holds means on higher levels', async () => {
    const image = madeImage({ width: 4096, height: 2048 }, (x) => x);
    const tile = await tileOf({ ...sourceOf('fits', image, null), levels }, at(2, 1, 0));
    assert.deepEqual([tile.width, tile.height], [512, 512]);
    // Columns 2048 to 2051.
    assert.deepEqual([...(tile.channels[0]?.subarray(0, 2) ?? [])], [2050, 2054]);
  });

  it('shows colours with the same pattern wherever it begins', async () => {
    const colour = (x: number, y: number) => [1000, 2000, 2000, 3000][(x & 1) + 2 * (y & 1)] ?? 0;
    const image = madeImage({ width: 1100, height: 1100, bayer: 'RGGB' }, colour);
    const source = { ...sourceOf('fits', image, null), levels };
    for (const place of [at(0, 0, 0), at(0, 1, 1), at(0, 2, 2), at(1, 0, 0), at(1, 1, 1), at(2, 0, 0)]) {
      const { channels } = await tileOf(source, place);
      assert.deepEqual(
        channels.map((codes) => [...new Set(codes)]),
        [[1000], [2000], [3000]],
        JSON.stringify(place),
      );
    }
  });

  it('reads one pixel more where colours need their neighbours', async () => {
    const image = madeImage({ width: 2000, height: 2000, bayer: 'RGGB' }, () => 0);
    await tileOf({ ...sourceOf('fits', image, null), levels }, at(0, 1, 1));
    assert.deepEqual(image.reads, [{ plane: 0, x: 510, y: 510, width: 515, height: 515 }]);
  });

  it('shows three planes in colour', async () => {
    const image = madeImage({ width: 20, height: 10, planes: 3 }, (_x, _y, plane) => plane + 1);
    const { channels } = await tileOf({ ...sourceOf('fits', image, null), levels }, at(0, 0, 0));
    assert.deepEqual(
      channels.map((codes) => codes[7]),
      [1, 2, 3],
    );
  });
});
