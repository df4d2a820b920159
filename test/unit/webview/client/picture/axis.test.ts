/** Which part of all codes a histogram shows, and how. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  apart,
  axisOf,
  columnsOf,
  countCodes,
  placeAt,
  shareOf,
} from '../../../../../src/webview/client/picture/axis';

const code = (place: number) => place * 65_535;
/** A raw frame: a sky around 1,000, one star that is clipped. */
const raw = Uint16Array.from({ length: 20_000 }, (_, i) => (i === 7 ? 65_535 : 900 + (i % 201)));
const points = { black: 950 / 65_535, middle: 1010 / 65_535, white: 1 };

describe('the axis of a histogram', () => {
  it('reaches over the pixels of a raw frame, and not to the end of all numbers', () => {
    const { from, to } = axisOf([countCodes(raw)], points);
    assert.ok(code(from) < 900 && code(from) > 850, String(code(from)));
    assert.ok(code(to) > 1100 && code(to) < 1150, String(code(to)));
  });

  it('leaves out many stars beside a narrow sky', () => {
    const stars = Uint16Array.from({ length: 20_000 }, (_, i) =>
      i % 100 === 0 ? 3 * i + 2000 : 1000 + (i % 50),
    );
    const { from, to } = axisOf([countCodes(stars)], { black: 0.0151, middle: 0.0158, white: 1 });
    assert.ok(code(from) < 1000 && code(to) > 1050 && code(to) < 1500, `${code(from)} to ${code(to)}`);
  });

  it('takes in points that lie near, and a dark channel beside a bright one', () => {
    const far = axisOf([countCodes(raw)], { ...points, middle: 0.5 });
    assert.ok(far.to > 0.5);
    const both = axisOf([countCodes(raw), countCodes(Uint16Array.of(3000, 3001, 3002))], points);
    assert.ok(code(both.to) > 3000);
  });

  it('is sensible for pixels that are all alike, all clipped, or not there', () => {
    const places = { black: 0, middle: 0, white: 1 };
    for (const codes of [
      Uint16Array.of(500, 500),
      Uint16Array.of(0, 0),
      Uint16Array.of(65_535),
      Uint16Array.of(),
    ]) {
      const axis = axisOf([countCodes(codes)], places);
      assert.ok(axis.from >= 0 && axis.to <= 1 && axis.to - axis.from >= 63 / 65_536, JSON.stringify(axis));
    }
  });

  it('lies within all codes and holds black and midtones, whatever the pixels', () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.uint16Array({ maxLength: 50 }), place, place, (codes, one, two) => {
        const [black, middle] = [Math.min(one, two), Math.max(one, two)];
        const axis = axisOf([countCodes(codes)], { black, middle, white: 1 });
        assert.ok(axis.from >= 0 && axis.to <= 1 && axis.from < axis.to);
        assert.ok(axis.from <= black && middle <= axis.to);
      }),
      { numRuns: 30 },
    );
  });

  it('leads from places to the drawing and back, and no further than its edges', () => {
    const axis = { from: 0.25, to: 0.5 };
    assert.equal(placeAt(shareOf(0.3, axis), axis), 0.3);
    assert.deepEqual([shareOf(0.1, axis), shareOf(1, axis)], [0, 1]);
  });
});

describe('the columns of a histogram', () => {
  it('count every pixel in sight once', () => {
    const { counts, width } = columnsOf(countCodes(raw), { from: 800 / 65_535, to: 1311 / 65_535 });
    assert.deepEqual([counts.length, width], [256, 2 / 512]);
    assert.equal(
      counts.reduce((sum, count) => sum + count),
      raw.length - 1,
    );
  });

  it('hold equally many codes, whatever the length of the axis', () => {
    const flat = new Uint32Array(65_536).fill(1);
    for (let last = 500; last < 2000; last += 77) {
      const { counts, width } = columnsOf(flat, { from: 0, to: last / 65_535 });
      assert.equal(new Set(counts.slice(0, -1)).size, 1);
      assert.ok(counts.length <= 256 && counts.length * width >= 1 && (counts.length - 1) * width < 1);
    }
  });

  it('are no comb for a camera that writes every sixteenth number', () => {
    const codes = Uint16Array.from({ length: 1000 }, (_, i) => 16 * (60 + (i % 40)));
    const { counts } = columnsOf(countCodes(codes), { from: 960 / 65_535, to: 1599 / 65_535 });
    assert.deepEqual(counts, new Array(40).fill(25));
  });

  it('are those of the bytes for a picture of 8 bits', () => {
    const codes = Uint16Array.from({ length: 256 }, (_, byte) => 257 * byte);
    assert.ok(columnsOf(countCodes(codes), { from: 0, to: 1 }).counts.every((count) => count >= 1));
  });
});

describe('handles that lie close', () => {
  it('make way for one another', () => {
    assert.deepEqual(apart([100, 101, 300], 300, 12), [100, 112, 300]);
    assert.deepEqual(apart([300, 300, 300], 300, 12), [276, 288, 300]);
    assert.deepEqual(apart([0, 0, 0], 300, 12), [0, 12, 24]);
  });

  it('stay in order and apart, wherever they belong', () => {
    const place = fc.double({ min: -50, max: 350, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(place, place, place), (wanted) => {
        const [a = 0, b = 0, c = 0] = apart(
          wanted.sort((x, y) => x - y),
          300,
          12,
        );
        assert.ok(b - a >= 12 - 1e-9 && c - b >= 12 - 1e-9 && a >= -1e-9 && c <= 300);
      }),
    );
  });
});
