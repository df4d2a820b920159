import assert from 'node:assert/strict';
import type { Card, ImageHeader } from '../../../../../src/core/formats/fits/header';
import { cdMatrixEdits } from '../../../../../src/core/formats/fits/wcs';

function header(values: Record<string, number | string>): ImageHeader {
  const cards = Object.entries(values).map(([keyword, value]): Card => {
    return { keyword, value, type: typeof value === 'string' ? 'string' : 'float', comment: '' };
  });
  return { hdu: 0, cards, axes: [100, 100], bitpix: 16 };
}
const matrix = (values: Record<string, number | string>) =>
  cdMatrixEdits(header(values))
    .filter((edit) => edit.keyword !== 'HISTORY')
    .map((edit) => edit.value);
const close = (got: readonly unknown[], expected: readonly number[]) => {
  assert.equal(got.length, expected.length);
  expected.forEach((value, i) =>
    assert.ok(Math.abs(Number(got[i]) - value) < 1e-16, `${String(got[i])} ${value}`),
  );
};

describe('the CD matrix', () => {
  it('follows from CDELT and CROTA2 in degrees', () => {
    const got = cdMatrixEdits(header({ CDELT1: -3e-4, CDELT2: 3e-4, CROTA2: 30 }));
    assert.deepEqual(
      got.map((edit) => [edit.keyword, edit.float]),
      [
        ['CD1_1', true],
        ['CD1_2', true],
        ['CD2_1', true],
        ['CD2_2', true],
        ['HISTORY', undefined],
      ],
    );
    const half = 1.5e-4;
    const long = 3e-4 * Math.sqrt(0.75);
    close(matrix({ CDELT1: -3e-4, CDELT2: 3e-4, CROTA2: 30 }), [-long, -half, -half, long]);
  });

  it('is noted in HISTORY without a date, so that the same file gets the same bytes', () => {
    const note = (values: Record<string, number>) => cdMatrixEdits(header(values)).at(-1);
    assert.deepEqual(note({ CDELT1: -2, CDELT2: 3, CROTA2: 30 }), {
      keyword: 'HISTORY',
      value: 'Astro Archive: CD matrix from CDELT and CROTA2',
    });
  });

  it('is exact at right angles, and has no negative zero', () => {
    assert.deepEqual(matrix({ CDELT1: -2, CDELT2: 3, CROTA2: 0 }), [-2, 0, 0, 3]);
    assert.deepEqual(matrix({ CDELT1: -2, CDELT2: 3, CROTA2: 90 }), [0, -3, -2, 0]);
    assert.deepEqual(matrix({ CDELT1: -2, CDELT2: 3, CROTA2: 180 }), [2, 0, 0, -3]);
    assert.deepEqual(matrix({ CDELT1: -2, CDELT2: 3, CROTA2: -90 }), [0, 3, 2, 0]);
    assert.deepEqual(matrix({ CDELT1: -2, CDELT2: 3, CROTA2: 450 }), [0, -3, -2, 0]);
  });

  it('takes CROTA1 for no rotation, as astropy does, and numbers in quotes', () => {
    assert.deepEqual(cdMatrixEdits(header({ CDELT1: -2, CDELT2: 3, CROTA1: 90 })), []);
    assert.deepEqual(matrix({ CDELT1: '-2.0', CDELT2: '3', CROTA1: 45, CROTA2: '0' }), [-2, 0, 0, 3]);
  });

  it('is left alone where there is a matrix or too little to make one', () => {
    const full = { CDELT1: -2, CDELT2: 3, CROTA2: 30 };
    for (const values of [
      { ...full, CD1_1: 1 },
      { ...full, PC1_1: 1 },
      { CDELT1: -2, CDELT2: 3 },
      { CDELT1: -2, CROTA2: 30 },
      { ...full, CDELT1: 0 },
      { ...full, CROTA2: 'north' },
      { ...full, CDELT2: '' },
    ]) {
      assert.deepEqual(matrix(values), []);
    }
  });
});
