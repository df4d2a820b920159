import assert from 'node:assert/strict';
import { paint, type Picture, usualStretch } from '../../../../../src/core/rules/picture/picture';
import {
  EvenSample,
  fitted,
  RowReducer,
  rowsOf,
  ValueRange,
} from '../../../../../src/core/rules/picture/reduce';
import { statisticsOf } from '../../../../../src/core/rules/picture/statistics';
import { random } from '../../../../support/random';

describe('the size of a picture', () => {
  it('has a longer side as asked for, and is never larger than the image', () => {
    assert.deepEqual(fitted(9576, 6388, 1600), { width: 1600, height: 1067 });
    assert.deepEqual(fitted(1080, 1920, 320), { width: 180, height: 320 });
    assert.deepEqual(fitted(100, 50, 320), { width: 100, height: 50 });
    assert.deepEqual(fitted(10_000, 1, 100), { width: 100, height: 1 });
  });
});

describe('making an image smaller', () => {
  it('keeps the mean, whatever the sizes', () => {
    const next = random(11);
    for (const [width, height, toWidth, toHeight] of [
      [10, 8, 4, 3],
      [9, 9, 9, 9],
      [7, 5, 6, 5],
      [64, 48, 5, 4],
      [3, 100, 1, 33],
    ] as const) {
      const rows = Array.from({ length: height }, () => Float64Array.from({ length: width }, next));
      const reducer = new RowReducer(width, toWidth);
      const out = new Float64Array(toWidth * toHeight);
      for (let band = 0; band < toHeight; band++) {
        for (const { row, share } of rowsOf(band, toHeight, height, Infinity)) {
          reducer.add(rows[row] ?? new Float64Array(0), share);
        }
        reducer.finish(out.subarray(band * toWidth, (band + 1) * toWidth));
      }
      const mean = (values: readonly number[]) =>
        values.reduce((sum, value) => sum + value, 0) / values.length;
      const [before, after] = [mean(rows.flatMap((row) => [...row])), mean([...out])];
      assert.ok(Math.abs(before - after) < 1e-12, `${width} × ${height}: ${before}, ${after}`);
    }
  });

  it('leaves an image as it is at its own size, and passes over missing pixels', () => {
    const reducer = new RowReducer(3, 3);
    const out = new Float32Array(3);
    reducer.add(Float64Array.of(1, NaN, 3), 1);
    reducer.finish(out);
    assert.deepEqual([...out], [1, NaN, 3]);
    const half = new RowReducer(4, 2);
    half.add(Float64Array.of(1, NaN, 3, 5), 1);
    half.finish(out.subarray(0, 2));
    assert.deepEqual([...out.subarray(0, 2)], [1, 4]);
  });

  it('reads the rows in the middle where it may not read all', () => {
    assert.deepEqual(rowsOf(1, 10, 60, 2), [
      { row: 8, share: 1 },
      { row: 9, share: 1 },
    ]);
    assert.deepEqual(rowsOf(2, 4, 10, 8), [
      { row: 5, share: 1 },
      { row: 6, share: 1 },
      { row: 7, share: 0.5 },
    ]);
  });
});

describe('an even sample', () => {
  it('takes every so many values, over the ends of rows, of even and odd columns', () => {
    const sample = new EvenSample(20, 5);
    for (let row = 0; row < 4; row++) sample.add(Float64Array.from({ length: 5 }, (_, x) => row * 5 + x));
    assert.deepEqual([...sample.values], [0, 5, 10, 15]);
    const all = new EvenSample(3, 5);
    all.add(Float64Array.of(1, 2, 3));
    assert.deepEqual([...all.values], [1, 2, 3]);
  });
});

describe('the range of values', () => {
  it('is that of all of them, of however many rows of however many values', () => {
    const range = new ValueRange();
    assert.deepEqual(range.ends, {});
    range.add(Float64Array.of(NaN, NaN, NaN));
    assert.deepEqual(range.ends, {});
    range.add(Float64Array.of(4, 9, 7));
    assert.deepEqual(range.ends, { min: 4, max: 9 });
    range.add(Float64Array.of(5, NaN, 12));
    range.add(Float64Array.of(5, -3));
    assert.deepEqual(range.ends, { min: -3, max: 12 });
  });
});

describe('a picture', () => {
  const picture = (firstRow: 'top' | 'bottom', channels: readonly (readonly number[])[]): Picture => ({
    width: 2,
    height: 2,
    channels: channels.map((codes) => ({
      codes: Uint16Array.from(codes),
      statistics: statisticsOf(Uint16Array.from(codes)),
      zscale: { black: 0, white: 65_535 },
    })),
    levels: { low: 0, high: 65_535, closest: null },
    fullScale: { low: 0, high: 65_535 },
    orientation: { firstRow, from: 'ROWORDER' },
    colour: channels.length === 3 ? 'planes' : 'none',
  });

  it('is painted from its top row on', () => {
    const codes = [0, 257, 514, 771];
    assert.deepEqual([...paint(picture('top', [codes]), 'linear').bytes], [0, 1, 2, 3]);
    assert.deepEqual([...paint(picture('bottom', [codes]), 'linear').bytes], [2, 3, 0, 1]);
  });

  it('has red, green and blue for each pixel', () => {
    const raster = paint(
      picture('top', [
        [257, 0, 0, 0],
        [514, 0, 0, 0],
        [771, 0, 0, 257],
      ]),
      'linear',
    );
    assert.equal(raster.channels, 3);
    assert.deepEqual([...raster.bytes], [1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('keeps its colours where it is a stack', () => {
    assert.equal(usualStretch({ colour: 'planes' }), 'stf-linked');
    assert.equal(usualStretch({ colour: 'mosaic' }), 'stf');
  });
});
