import assert from 'node:assert/strict';
import fc from 'fast-check';
import { frameOf } from '../../../../../src/core/rules/frame/frameOf';
import { richnessOf } from '../../../../../src/core/rules/frame/richness';
import { header, type Values } from './support';

const FULL: Values = {
  BZERO: 32768,
  IMAGETYP: 'LIGHT',
  OBJECT: 'M 31',
  EXPTIME: 300,
  'DATE-OBS': '2025-03-10T21:00:00',
  TELESCOP: 'RC8',
  INSTRUME: 'ZWO ASI2600MM Pro',
  FILTER: 'L',
  GAIN: 100,
  'CCD-TEMP': -10,
  FOCUSPOS: 12345,
};

function richness(values: Values, path = '/in/x.fits', bitpix = 16): number {
  const image = header(values, undefined, bitpix);
  return richnessOf(image, frameOf(image, { path, timeZone: 'UTC' }));
}

function without(...keywords: string[]): Values {
  return Object.fromEntries(Object.entries(FULL).filter(([keyword]) => !keywords.includes(keyword)));
}

describe('how much a header says', () => {
  it('is less without any of its values', () => {
    for (const keyword of Object.keys(FULL)) assert.ok(richness(without(keyword)) < richness(FULL), keyword);
  });

  it('goes by the start before the type, by the type before the camera, by the camera before the rest', () => {
    const { OBJECT, EXPTIME, TELESCOP, FILTER, GAIN, FOCUSPOS, BZERO, ...least } = FULL;
    assert.ok(richness(least) > richness(without('DATE-OBS')));
    assert.ok(richness({ 'DATE-OBS': '2025-03-10T21:00:00' }) > richness(without('DATE-OBS')));
    assert.ok(richness(without('INSTRUME')) > richness(without('IMAGETYP')));
    assert.ok(richness(least) > richness(without('INSTRUME')));
    assert.ok(richness({ ...FULL, 'DATE-OBS': '2025-03-10' }) < richness(FULL));
    assert.ok(richness({ ...FULL, 'DATE-OBS': '2025-03-10' }) > richness(without('DATE-OBS')));
  });

  it('puts whole numbers without a scale before others', () => {
    assert.ok(richness({ ...FULL, BSCALE: 2, MORE: 1 }) < richness(FULL));
    assert.ok(richness({ ...FULL, MORE: 1 }, undefined, -32) < richness(FULL));
    assert.equal(richness({ ...FULL, BSCALE: 1 }), richness(FULL));
  });

  it('does not count what the name, the folder, a plate solution or a history say', () => {
    const bare = without('IMAGETYP', 'EXPTIME');
    assert.equal(richness(bare, '/in/Lights/Light_M31_300s.fits'), richness(bare));
    const solved = {
      ...FULL,
      CTYPE1: 'RA---TAN',
      CRPIX1: 1,
      CD1_1: 0.1,
      CRVAL1: 10,
      A_0_2: 1,
      HISTORY: 'solved',
    };
    assert.equal(richness(solved), richness(FULL));
  });

  it('grows with every card, and stays a number that is exact', () => {
    const cards = fc.dictionary(fc.stringMatching(/^[A-Z]{3,8}$/), fc.integer(), { maxKeys: 40 });
    fc.assert(
      fc.property(cards, cards, (some, more) => {
        const [less, all] = [richness({ ...some }), richness({ ...some, ...more })];
        // A value that is replaced may say less; one that is added never does.
        const added = Object.keys(more).every((keyword) => !Object.hasOwn(some, keyword));
        assert.ok(Number.isSafeInteger(all) && all >= 0 && (!added || all >= less || 'BSCALE' in more));
      }),
    );
  });
});
