import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readImageFile } from '../../../../../src/core/formats/image/imageFile';
import { offsetOf, type SkyPosition } from '../../../../../src/core/rules/sky/celestial';
import { fieldOf } from '../../../../../src/core/rules/sky/field';
import { wcsOf } from '../../../../../src/core/rules/sky/wcs';
import { shared } from '../../../../support/shared';

type Header = Readonly<Record<string, string | number>>;

const TAN: Header = {
  CTYPE1: 'RA---TAN',
  CTYPE2: 'DEC--TAN',
  CRVAL1: 150,
  CRVAL2: 30,
  CRPIX1: 50.5,
  CRPIX2: 40.5,
  CDELT1: -0.001,
  CDELT2: 0.001,
};
const read = (header: Header) => wcsOf((name) => header[name] ?? null);

/** Seconds of arc between two positions. */
function apart(one: SkyPosition, other: SkyPosition): number {
  const [east, north] = offsetOf(one, other);
  return Math.hypot(east, north) * 3600;
}

function at(header: Header, x: number, y: number): SkyPosition {
  const wcs = read(header);
  assert.ok(wcs.at, wcs.why ?? '');
  return wcs.at(x, y);
}

describe('positions of pixels', () => {
  it('have the reference at its pixel, and east to the left', () => {
    assert.ok(apart(at(TAN, 50.5, 40.5), { ra: 150, dec: 30 }) < 1e-9);
    assert.ok(at(TAN, 49.5, 40.5).ra > 150);
    assert.ok(Math.abs(apart(at(TAN, 50.5, 41.5), { ra: 150, dec: 30.001 })) < 1e-6);
  });

  it('are the same by CD, PC and CROTA', () => {
    const angle = (33 * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const crota = { ...TAN, CDELT2: 0.0015, CROTA2: 33 };
    const pc = { ...TAN, CDELT2: 0.0015, PC1_1: cos, PC1_2: -sin * -1.5, PC2_1: sin / -1.5, PC2_2: cos };
    const cd = {
      ...TAN,
      CD1_1: -0.001 * cos,
      CD1_2: -0.0015 * sin,
      CD2_1: -0.001 * sin,
      CD2_2: 0.0015 * cos,
    };
    for (const [x, y] of [
      [1, 1],
      [100, 1],
      [37, 80],
    ] as const) {
      assert.ok(apart(at(crota, x, y), at(cd, x, y)) < 1e-6);
      assert.ok(apart(at(pc, x, y), at(cd, x, y)) < 1e-6);
    }
  });

  it('are the same with the axes swapped, and in other units', () => {
    const swapped = {
      ...TAN,
      CTYPE1: 'DEC--TAN',
      CTYPE2: 'RA---TAN',
      CRVAL1: 30,
      CRVAL2: 150,
      CD1_1: 0,
      CD1_2: 0.001,
      CD2_1: -0.001,
      CD2_2: 0,
    };
    assert.ok(apart(at(swapped, 7, 9), at(TAN, 7, 9)) < 1e-6);
    const arcsec = {
      ...TAN,
      CUNIT1: 'arcsec',
      CRVAL1: 540_000,
      CDELT1: -3.6,
      CUNIT2: 'arcsec',
      CRVAL2: 108_000,
      CDELT2: 3.6,
    };
    assert.ok(apart(at(arcsec, 7, 9), at(TAN, 7, 9)) < 1e-6);
  });

  it('go round at 0 and over the pole', () => {
    assert.ok(at({ ...TAN, CRVAL1: 0 }, 51.5, 40.5).ra > 359);
    const { ra, dec } = at({ ...TAN, CRVAL2: 89.999 }, 50.5, 42.5);
    assert.ok(Math.abs(ra - 330) < 1e-6 && Math.abs(dec - 89.999) < 1e-6);
  });

  it('are nothing without a system, or with one that is not read', () => {
    const why = (changes: Header) => read({ ...TAN, ...changes }).why;
    assert.equal(read({}).why, 'none');
    assert.equal(why({ CTYPE1: 'RA---ZEA', CTYPE2: 'DEC--ZEA' }), 'projection');
    assert.equal(why({ CTYPE1: 'GLON-TAN', CTYPE2: 'GLAT-TAN' }), 'axes');
    assert.equal(why({ CTYPE2: 'FREQ' }), 'axes');
    assert.equal(why({ CTYPE1: 'RA---TAN-TPD' }), 'distortion');
    assert.equal(why({ PV2_1: 1.5 }), 'distortion');
    assert.equal(why({ A_ORDER: 3 }), 'distortion');
    assert.equal(why({ A_ORDER: 1e9, B_ORDER: 1e9 }), 'distortion');
    assert.equal(why({ CRVAL2: 'unknown' }), 'values');
    assert.equal(why({ CRVAL2: 91 }), 'values');
    assert.equal(why({ CDELT1: 0 }), 'values');
    assert.equal(why({ CD1_1: 1, CD1_2: 2, CD2_1: 2, CD2_2: 4 }), 'values');
    assert.equal(why({ CUNIT1: 'parsec' }), 'values');
    assert.equal(why({}), null);
  });
});

describe('the field of an image', () => {
  const field = (changes: Header = {}) => {
    const wcs = read({ ...TAN, ...changes });
    assert.ok(wcs.at);
    const found = fieldOf(wcs.at, 100, 80);
    assert.ok(found);
    return found;
  };
  const near = (actual: readonly number[], expected: readonly number[]) =>
    actual.forEach((value, i) =>
      assert.ok(Math.abs(value - (expected[i] ?? NaN)) < 1e-5, `${actual.join()}`),
    );

  it('has scale, size and directions', () => {
    const { scale, width, height, rotation, north, east, isMirrored, centre } = field();
    near([scale, width, height, centre.ra, centre.dec], [3.6, 0.1, 0.08, 150, 30]);
    near([...north, ...east], [0, 1, -1, 0]);
    near([Math.min(rotation, 360 - rotation)], [0]);
    assert.equal(isMirrored, false);
  });

  it('is turned as CROTA2 says, which counts from the y axis against the sense of position angles', () => {
    const { rotation, north } = field({ CROTA2: 90 });
    near([rotation, ...north], [270, -1, 0]);
  });

  it('may be mirrored', () => {
    assert.equal(field({ CDELT1: 0.001 }).isMirrored, true);
    near(field({ CDELT1: 0.001 }).east, [1, 0]);
  });

  it('is known at the pole', () => {
    const { scale, north } = field({ CRVAL2: 89.9999 });
    near([scale, Math.hypot(...north)], [3.6, 1]);
  });
});

interface Oracle {
  readonly file: string;
  readonly images: readonly { readonly hdu: number }[];
  readonly wcs?: readonly (SkyPosition & { readonly x: number; readonly y: number })[];
}

describe('positions of pixels of the corpus', () => {
  const folder = shared('fits', 'oracle-pixels');
  if (!existsSync(folder)) {
    it('skipped: there is no corpus at ../shared/fits');
    return;
  }
  const oracles = readdirSync(folder)
    .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Oracle)
    .filter(({ wcs, file }) => wcs && /\.fits?(?:\.fz)?$/.test(file));
  assert.ok(oracles.length >= 12);
  for (const { file, images, wcs = [] } of oracles) {
    it(`are those of astropy: ${file}`, () => {
      const { cards } = readImageFile(shared('fits', file)).hdus[images[0]?.hdu ?? 0] ?? { cards: [] };
      const value = (name: string) => {
        const found = cards.find(({ keyword }) => keyword === name)?.value ?? null;
        return typeof found === 'object' ? null : typeof found === 'bigint' ? Number(found) : found;
      };
      const read = wcsOf(value);
      assert.ok(read.at, String(read.why));
      for (const { x, y, ra, dec } of wcs) {
        const away = apart(read.at(x, y), { ra, dec });
        assert.ok(away < 1e-5, `${x}, ${y}: ${away}″`);
      }
    });
  }
});
