import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  anglePartsOf,
  foldLongitude,
  numberOf,
  rounded,
  withoutNoise,
} from '../../../../../src/core/rules/cards/numbers';

describe('numbers of headers', () => {
  const readable: [string, number][] = [
    ['120.00  ', 120],
    [' 9,78E-03', 0.00978],
    ['1.5D2', 150],
    ['1.5d+02', 150],
    ['-.5', -0.5],
    ['+7.', 7],
    ['0', 0],
  ];
  for (const [text, value] of readable) it(`reads '${text}'`, () => assert.equal(numberOf(text), value));

  for (const text of [
    '',
    '  ',
    'abc',
    '1,234.5',
    '1/60',
    '12:30',
    'NaN',
    'Infinity',
    '0x1F',
    '1e999',
    '--1',
    '1 2',
  ]) {
    it(`finds no number in '${text}'`, () => assert.equal(numberOf(text), null));
  }

  it('takes numbers as they are, but nothing that is not finite', () => {
    assert.equal(numberOf(0), 0);
    assert.equal(numberOf(12n), 12);
    assert.equal(numberOf(NaN), null);
    assert.equal(numberOf(true), null);
    assert.equal(numberOf([1, 2]), null);
  });

  it('is quick with long texts', () => {
    assert.equal(numberOf('1'.repeat(1_000_000)), null);
    assert.equal(anglePartsOf('1 '.repeat(500_000)), null);
  });

  it('takes float noise away', () => {
    assert.equal(withoutNoise(0.00100000004749745), 0.001);
    assert.equal(withoutNoise(-42.29999923706055), -42.3);
    assert.equal(withoutNoise(3.75999999046326), 3.76);
    assert.equal(withoutNoise(0.1 + 0.2), 0.3);
    assert.ok(Object.is(withoutNoise(-0), 0));
  });

  it('keeps what is no noise', () => {
    for (const value of [6.24656, 1234.5678, 0.04982, 21.875, 827840])
      assert.equal(withoutNoise(value), value);
  });

  it('never changes a number by more than single precision does', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), (value) => {
        assert.ok(Math.abs(withoutNoise(value) - value) <= Math.abs(value) * 1.2e-7 + 1e-30);
      }),
    );
  });

  const angles: [string | number, number][] = [
    ['51 3 0.000', 51.05],
    ['+51 03 00.000', 51.05],
    ['-31 16 24', -31.27333333],
    ['-0 30 00', -0.5],
    ['-22:57:08:99', -22.95249722],
    ['48d08m10s', 48.13611111],
    ['48° 8\' 10" N', 48.13611111],
    ['11 34 31 W', -11.57527778],
    ['149 03', 149.05],
    [-122.309, -122.309],
    ['-122.309', -122.309],
  ];
  for (const [text, value] of angles) {
    it(`reads the angle ${text}`, () => {
      assert.ok(Math.abs((anglePartsOf(text)?.angle ?? NaN) - value) < 1e-7);
    });
  }
  for (const text of ['', 'unknown', '12 61 00', '12 00 75', '1 2 3 4 5', '12 -3 0', 'S', '+']) {
    it(`finds no angle in '${text}'`, () => assert.equal(anglePartsOf(text), null));
  }

  it('folds longitudes', () => {
    assert.equal(foldLongitude(237.5), -122.5);
    assert.equal(foldLongitude(180), 180);
    assert.equal(foldLongitude(-190), 170);
    assert.equal(foldLongitude(361), null);
  });

  it('rounds without negative zero', () => {
    assert.equal(rounded(-9.96, 1), -10);
    assert.ok(Object.is(rounded(-0.01, 1), 0));
  });
});
