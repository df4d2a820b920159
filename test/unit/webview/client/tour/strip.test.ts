/** Which small pictures are in sight, where to scroll, how fast to play. */
import assert from 'node:assert/strict';
import { sizeFor } from '../../../../../src/webview/client/picture/pictureSize';
import { intervalBeside } from '../../../../../src/webview/client/tour/intervals';
import { inSight, scrollTo, STEP } from '../../../../../src/webview/client/tour/stripWindow';

describe('the strip of small pictures', () => {
  it('has those in sight and two more on each side, however many there are', () => {
    assert.deepEqual(inSight(0, 5 * STEP, 10_000), [0, 7]);
    assert.deepEqual(inSight(100 * STEP, 5 * STEP, 10_000), [98, 107]);
    assert.deepEqual(inSight(9_995 * STEP, 5 * STEP, 10_000), [9_993, 10_000]);
    assert.deepEqual(inSight(0, 500, 0), [0, 0]);
    assert.deepEqual(inSight(50 * STEP, 500, 3), [3, 3]);
  });

  it('scrolls a picture and its neighbours into sight, and else stays', () => {
    assert.equal(scrollTo(2, 0, 5 * STEP, 100), null);
    assert.equal(scrollTo(0, 0, 5 * STEP, 100), null);
    assert.equal(scrollTo(50, 0, 5 * STEP, 100), 48 * STEP);
    assert.equal(scrollTo(0, 900, 5 * STEP, 100), 0);
  });
});

describe('the speed of playing', () => {
  it('goes up and down in steps, and no further than its ends', () => {
    assert.equal(intervalBeside(500, -1), 300);
    assert.equal(intervalBeside(500, 1), 700);
    assert.equal(intervalBeside(100, -1), undefined);
    assert.equal(intervalBeside(2000, 1), undefined);
  });
});

describe('the size of a picture', () => {
  it('is that of its view on the screen, in steps and within bounds', () => {
    assert.equal(sizeFor({ width: 1200, height: 800 }, 1), 1280);
    assert.equal(sizeFor({ width: 1200, height: 800 }, 2), 2048);
    assert.equal(sizeFor({ width: 300, height: 200 }, 1), 800);
  });
});
