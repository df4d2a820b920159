import assert from 'node:assert/strict';
import {
  bilinear,
  colourRows,
  type Mosaic,
  mosaicOf,
  patternOf,
  superpixels,
} from '../../../../../src/core/rules/picture/bayer';
import { orientationOf } from '../../../../../src/core/rules/picture/orientation';

type Header = Readonly<Record<string, string | number | boolean>>;

const image = (bayer: string | null, header: Header = {}, height = 10, planes = 1) => ({
  bayer,
  planes,
  height,
  keyword: (name: string) => header[name] ?? null,
});
const pattern = (...args: Parameters<typeof image>) => {
  const mosaic = mosaicOf('fits', image(...args));
  return mosaic && patternOf(mosaic);
};

describe('the Bayer matrix of an image', () => {
  it('begins at the pixel stored first', () => {
    assert.equal(pattern('RGGB'), 'RGGB');
    assert.equal(pattern(' grbg '), 'GRBG');
    assert.equal(pattern('RGGB', { ROWORDER: 'TOP-DOWN' }), 'RGGB');
  });

  it('is moved by XBAYROFF and YBAYROFF', () => {
    assert.equal(pattern('RGGB', { XBAYROFF: 1 }), 'GRBG');
    assert.equal(pattern('RGGB', { YBAYROFF: 1 }), 'GBRG');
    assert.equal(pattern('RGGB', { XBAYROFF: '1', YBAYROFF: 3 }), 'BGGR');
    assert.equal(pattern('RGGB', { XBAYROFF: 2, YBAYROFF: -2 }), 'RGGB');
  });

  it('begins with the row stored last where rows are BOTTOM-UP', () => {
    assert.equal(pattern('RGGB', { ROWORDER: 'BOTTOM-UP' }, 10), 'GBRG');
    assert.equal(pattern('RGGB', { ROWORDER: 'BOTTOM-UP' }, 11), 'RGGB');
    assert.equal(pattern('RGGB', { ROWORDER: 'bottomup', YBAYROFF: 1 }, 10), 'RGGB');
  });

  it('is nothing for mono, three planes, X-Trans and words', () => {
    for (const letters of [
      null,
      '',
      'TRUE',
      'RRGB1',
      'GGGG',
      'CMYG',
      'GGRGGBGGBGGRBRGRBGGGBGGRGGRGGBRBGBRG',
    ]) {
      assert.equal(pattern(letters), null, String(letters));
    }
    assert.equal(pattern('RGGB', {}, 10, 3), null);
  });

  it('is as stored in XISF, whatever ROWORDER says', () => {
    const mosaic = mosaicOf('xisf', image('GBRG', { ROWORDER: 'BOTTOM-UP' }));
    assert.equal(mosaic && patternOf(mosaic), 'GBRG');
  });
});

/** Colours that rise evenly, so that means of neighbours are exact. */
const RAMPS = [
  (x: number, y: number) => 100 + 2 * x + 3 * y,
  (x: number, y: number) => 500 + x + y,
  (x: number, y: number) => 900 - x + 2 * y,
];

function sensorRow(mosaic: Mosaic, y: number, width: number): Float64Array {
  return Float64Array.from({ length: width }, (_, x) => {
    const colour = mosaic[((x & 1) + 2 * (y & 1)) as 0 | 1 | 2 | 3];
    return RAMPS[colour]?.(x, y) ?? NaN;
  });
}

const MOSAICS: readonly Mosaic[] = [
  [0, 1, 1, 2],
  [2, 1, 1, 0],
  [1, 0, 2, 1],
  [1, 2, 0, 1],
];

describe('colours from a Bayer matrix', () => {
  for (const mosaic of MOSAICS) {
    it(`are exact on ramps, ${patternOf(mosaic)}`, () => {
      const into = colourRows(9);
      for (const y of [3, 4]) {
        bilinear(
          mosaic,
          [sensorRow(mosaic, y - 1, 9), sensorRow(mosaic, y, 9), sensorRow(mosaic, y + 1, 9)],
          y,
          into,
        );
        into.forEach((row, colour) => {
          for (let x = 1; x < 8; x++) assert.equal(row[x], RAMPS[colour]?.(x, y), `${colour} at ${x}, ${y}`);
        });
      }
    });

    it(`are there at the edges too, ${patternOf(mosaic)}`, () => {
      const into = colourRows(4);
      bilinear(mosaic, [null, sensorRow(mosaic, 0, 4), sensorRow(mosaic, 1, 4)], 0, into);
      assert.ok(into.every((row) => row.every((value) => value === value)));
    });

    it(`are one of four in superpixels, ${patternOf(mosaic)}`, () => {
      const into = colourRows(2);
      superpixels(mosaic, sensorRow(mosaic, 0, 5), sensorRow(mosaic, 1, 5), into);
      const at = mosaic.flatMap((colour, site) => (colour === 1 ? [site] : []));
      const greens = at.map((site) => RAMPS[1]?.(site & 1, site >> 1) ?? NaN);
      assert.equal(into[1][0], greens.reduce((sum, value) => sum + value, 0) / 2);
      const red = mosaic.indexOf(0);
      assert.equal(into[0][1], RAMPS[0]?.(2 + (red & 1), red >> 1));
    });
  }

  it('do without missing pixels', () => {
    const into = colourRows(1);
    superpixels([0, 1, 1, 2], Float64Array.of(NaN, 5), Float64Array.of(NaN, 7), into);
    assert.deepEqual(
      into.map(([value]) => value),
      [NaN, 5, 7],
    );
  });
});

describe('the orientation of an image', () => {
  const orientation = (header: Header, format: 'fits' | 'xisf' = 'fits') =>
    orientationOf(format, image(null, header));

  it('is what ROWORDER says, else bottom-up in FITS, and top-down in XISF', () => {
    assert.deepEqual(orientation({ ROWORDER: 'TOP-DOWN' }), { firstRow: 'top', from: 'ROWORDER' });
    assert.deepEqual(orientation({ ROWORDER: 'Bottom-Up' }), { firstRow: 'bottom', from: 'ROWORDER' });
    assert.deepEqual(orientation({ ROWORDER: 'sideways' }), { firstRow: 'bottom', from: 'FITS' });
    assert.deepEqual(orientation({}), { firstRow: 'bottom', from: 'FITS' });
    assert.deepEqual(orientation({ ROWORDER: 'BOTTOM-UP' }, 'xisf'), { firstRow: 'top', from: 'XISF' });
  });
});
