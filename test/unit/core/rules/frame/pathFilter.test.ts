/** The filter of flats whose header does not say it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { filterFromPlace } from '../../../../../src/core/rules/frame/pathFilter';
import { codes, frame } from './support';

const FLAT = {
  IMAGETYP: 'FLAT',
  EXPTIME: 2,
  'DATE-OBS': '2024-01-01T00:00:00',
  INSTRUME: 'A',
  TELESCOP: 'T',
};

describe('The filter of a flat without FILTER', () => {
  const places: readonly [path: string, filter: string | null, source?: string][] = [
    ['/in/Flats/flat_Ha_001.fits', 'Ha', 'file name'],
    ['/in/Flat_1.5s_Bin1_L_gain100_20250311-190000_0001.fit', 'L', 'file name'],
    ['/in/Flats_OIII/flat_001.fits', 'OIII', 'folder'],
    ['/in/Flats/Red/001.fits', 'Red', 'folder'],
    ['/in/SII/Flats/2025-03-11/001.fits', 'SII', 'folder'],
    [
      '/repo/Calibrate/Flat/Esprit/ASI/L/2025-03-10/Flat-Esprit-ASI-L-20250310-2s-1x1-t-10.fits',
      'L',
      'file name',
    ],
    // Two are none, small letters are nobody's, and a folder of something else is no filter.
    ['/in/Flats/flat_Ha_OIII_001.fits', null],
    ['/in/Flats/flat_r_001.fits', null],
    ['/in/L/M 31/flat_001.fits', null],
    ['/in/Red Flame Observatory/flat_001.fits', null],
  ];
  for (const [path, filter, source] of places) {
    it(`is ${filter ?? 'not'} said by ${path}`, () => {
      const found = frame(FLAT, { path });
      assert.deepEqual([found.filter, found.sources.filter], [filter, source]);
      assert.deepEqual(codes(found), filter === null ? ['filter-missing'] : []);
    });
  }

  it('is what the header says, where it says it', () => {
    const { filter, sources } = frame({ ...FLAT, FILTER: 'R' }, { path: '/in/Flats_Ha/x.fits' });
    assert.deepEqual([filter, sources.filter], ['R', 'FILTER']);
  });

  it('is no question of lights, of colour cameras, and where the header says that there was none', () => {
    const path = '/in/Flats_Ha/x.fits';
    assert.equal(frame({ ...FLAT, IMAGETYP: 'LIGHT', OBJECT: 'M 1' }, { path }).filter, null);
    const colour = frame({ ...FLAT, BAYERPAT: 'RGGB' }, { path });
    assert.deepEqual([colour.filter, codes(colour)], [null, []]);
    assert.deepEqual(codes(frame({ ...FLAT, FILTER: 'None' })), []);
  });

  it('is found in bounded time, whatever the names', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 400 })), fc.string({ maxLength: 400 }), (folders, name) => {
        const found = filterFromPlace(folders, name);
        assert.ok(found === null || found.filter.length > 0);
      }),
    );
  });
});
