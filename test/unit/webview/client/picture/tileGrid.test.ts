/** Which tiles a view needs. */
import assert from 'node:assert/strict';
import { levelFor, tileKey, tilesInSight } from '../../../../../src/webview/client/picture/tileGrid';

const view = { width: 800, height: 600 };
const image = { width: 6248, height: 4176 };

describe('tiles of a picture', () => {
  it('are needed once the preview has too few pixels', () => {
    const preview = 2048 / 6248;
    assert.equal(levelFor(0.128, 1, preview), null);
    assert.equal(levelFor(0.128, 2, preview), null);
    assert.equal(levelFor(0.4, 1, preview), 1);
    assert.equal(levelFor(1, 1, preview), 0);
    assert.equal(levelFor(32, 2, preview), 0);
    // A small image is its own preview.
    assert.equal(levelFor(32, 2, 1), null);
  });

  it('are those in sight, from the middle outwards', () => {
    // 800 × 600 pixels around the point (3124, 2088).
    const places = tilesInSight({ scale: 1, left: 400 - 3124, top: 300 - 2088 }, view, image, 0);
    assert.deepEqual(new Set(places.map(tileKey)), new Set(['0/5/3', '0/6/3', '0/5/4', '0/6/4']));
    assert.equal(tileKey(places[0] ?? assert.fail()), '0/6/4');
  });

  it('are none outside the image', () => {
    const places = tilesInSight({ scale: 1, left: 100, top: 100 }, view, { width: 600, height: 100 }, 0);
    assert.deepEqual(places.map(tileKey), ['0/0/0', '0/1/0']);
    assert.deepEqual(tilesInSight({ scale: 1, left: 900, top: 0 }, view, image, 0), []);
  });
});
