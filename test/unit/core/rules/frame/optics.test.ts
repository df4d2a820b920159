/** Optics, angles and places, in the units that their keywords really have. */
import assert from 'node:assert/strict';
import type { Frame } from '../../../../../src/core/base/frame';
import { codes, frame, type Values } from './support';

const LIGHT = { IMAGETYP: 'LIGHT', OBJECT: 'M 31', EXPTIME: 300, 'DATE-OBS': '2024-09-13T20:30:00' };

/** The value of a field, and whether its card was called unreadable. */
const read = (field: keyof Frame, values: Values): readonly [unknown, boolean] => {
  const found = frame({ ...LIGHT, ...values });
  return [found[field], codes(found).includes('unreadable-value')];
};
const valueOf = (field: keyof Frame, values: Values) => {
  const [value, isUnreadable] = read(field, values);
  assert.equal(isUnreadable, false);
  return value;
};
const UNREADABLE = [null, true];

describe('focal length and pixel size', () => {
  it('are millimetres and micrometres, without what single precision adds', () => {
    assert.equal(valueOf('focalLength', { FOCALLEN: Math.fround(382.6) }), 382.6);
    assert.equal(valueOf('pixelSize', { XPIXSZ: Math.fround(3.76) }), 3.76);
  });

  it('are metres in FLENGTH, and where the comment begins with that unit', () => {
    assert.equal(valueOf('focalLength', { FLENGTH: 0.3826 }), 382.6);
    assert.equal(valueOf('focalLength', { FOCALLEN: { value: 1.5, comment: '  [m] focal length' } }), 1500);
    assert.equal(valueOf('focalLength', { FOCALLEN: { value: 1500, comment: 'not in [m]' } }), 1500);
  });

  it('are not set where they are 0, so that another keyword counts', () => {
    assert.equal(valueOf('focalLength', { FOCALLEN: 0, FOCAL: 550 }), 550);
    assert.equal(valueOf('pixelSize', { XPIXSZ: 0 }), null);
    assert.equal(valueOf('pixelSize', { XPIXSZ: 0, PIXSIZE1: 3.76 }), 3.76);
  });

  it('are unreadable where no telescope or camera has them', () => {
    assert.deepEqual(read('focalLength', { FOCALLEN: 1_000_001 }), UNREADABLE);
    assert.deepEqual(read('focalLength', { FOCALLEN: -550 }), UNREADABLE);
    assert.deepEqual(read('pixelSize', { XPIXSZ: 10_001 }), UNREADABLE);
    assert.equal(valueOf('pixelSize', { XPIXSZ: 10_000 }), 10_000);
  });
});

describe('the angle of a rotator', () => {
  const angle = (values: Values) => valueOf('rotator', values);

  it('is one turn at most, however it is counted', () => {
    assert.deepEqual(
      [0, 90.5, 359.5, 360, 450, 720, -90, -720].map((ROTATOR) => angle({ ROTATOR })),
      [0, 90.5, 359.5, 0, 90, 0, 270, 0],
    );
    assert.ok(Object.is(angle({ ROTATOR: -360 }), 0));
    assert.equal(angle({ ROTATOR: -1e-9 }), 0, 'all but a whole turn is none');
  });

  it('is half a turn at most where it is one of the sky, which a flip of the mount turns round', () => {
    for (const keyword of ['POSANGLE', 'PA']) {
      assert.deepEqual(
        [10, 190, 180, -10].map((value) => angle({ [keyword]: value })),
        [10, 10, 0, 170],
        keyword,
      );
    }
    assert.equal(angle({ ANGLE: 190 }), 190, 'that of the camera stays as it is');
  });

  it('is none where a keyword has a name or makes no sense, and the next one counts', () => {
    assert.equal(angle({ ROTATOR: 'Falcon' }), null);
    assert.deepEqual([angle({ ROTATOR: 721 }), angle({ ROTATOR: -721 })], [null, null]);
    assert.equal(angle({ ROTATOR: 'Falcon', POSANGLE: 30 }), 30);
  });
});

describe('right ascension and declination', () => {
  const ra = (values: Values) => valueOf('ra', values);

  it('are degrees; text in parts, OBJCTRA and comments that say so are hours', () => {
    assert.equal(ra({ RA: 299.9 }), 299.9);
    assert.equal(ra({ RA: '19 59 36' }), 299.9);
    assert.equal(ra({ OBJCTRA: 20 }), 300);
    assert.equal(ra({ RA: { value: 20, comment: ' [h] of the telescope' } }), 300);
    assert.equal(ra({ RA: { value: 20, comment: 'Right ascension in hours' } }), 300);
    assert.equal(ra({ RA: { value: 20, comment: 'of the telescope [h]' } }), 20);
    assert.equal(valueOf('dec', { DEC: '-00 30 00' }), -0.5);
  });

  it('begin again after a whole turn', () => {
    assert.deepEqual([ra({ RA: 0 }), ra({ RA: 360 }), ra({ OBJCTRA: '24 00 00' })], [0, 0, 0]);
  });

  it('are unreadable beyond the sky, and the next keyword counts', () => {
    for (const RA of [-0.1, 360.1]) assert.deepEqual(read('ra', { RA }), UNREADABLE);
    for (const DEC of [-90.1, 90.1]) assert.deepEqual(read('dec', { DEC }), UNREADABLE);
    assert.deepEqual(read('ra', { RA: -1, OBJCTRA: '19 59 36' }), [299.9, true]);
    assert.deepEqual(
      [-90, 90].map((DEC) => valueOf('dec', { DEC })),
      [-90, 90],
    );
  });

  it('are not set where their cards are blank, and unreadable where they say something else', () => {
    for (const blank of ['', '   ', null]) {
      assert.equal(valueOf('ra', { RA: blank }), null);
      assert.equal(valueOf('dec', { DEC: blank }), null);
    }
    assert.deepEqual(read('ra', { RA: 'unknown' }), UNREADABLE);
    assert.deepEqual(read('dec', { DEC: 'unknown' }), UNREADABLE);
  });

  it('have no negative zero', () => {
    assert.ok(Object.is(valueOf('dec', { DEC: '-00 00 00' }), 0));
  });
});

describe('the site of a telescope', () => {
  it('is north and east in degrees, whichever way round the longitude is counted', () => {
    assert.equal(valueOf('siteLatitude', { SITELAT: '51 03 00.000' }), 51.05);
    assert.deepEqual(
      [237.69, -122.31, 180, '122 18 36 W', 360].map((SITELONG) => valueOf('siteLongitude', { SITELONG })),
      [-122.31, -122.31, 180, -122.31, 0],
    );
  });

  it('is unreadable where it is on no globe', () => {
    for (const SITELAT of [-90.5, 90.5]) assert.deepEqual(read('siteLatitude', { SITELAT }), UNREADABLE);
    for (const SITELONG of [-360.5, 360.5]) assert.deepEqual(read('siteLongitude', { SITELONG }), UNREADABLE);
  });
});
