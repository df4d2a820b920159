/** Nights and objects whose place in the sky follows from geometry or from the almanac. */
import assert from 'node:assert/strict';
import type { Site } from '../../../../../src/core/api/tonight';
import { moonIllumination, skyAt, starAt } from '../../../../../src/core/rules/sky/ephemeris';
import {
  type Night,
  nightAt as everyTenMinutes,
  nightStart,
  visibility,
} from '../../../../../src/core/rules/sky/tonight';

const MUNICH = { latitude: 48.1, longitude: 11.6 };
const at = (iso: string) => Date.parse(iso);
/** Each look takes half a millisecond. */
const STEP = 30 * 60_000;
const nightAt = (time: number, site: Site) => everyTenMinutes(time, site, STEP);
const near = (value: number, expected: number, within: number) =>
  assert.ok(Math.abs(value - expected) <= within, `${value} is not ${expected} ± ${within}`);

describe('the sky of a place', () => {
  it('has the pole as high as the latitude, all night', () => {
    const pole = starAt(0, 90);
    for (const hour of ['18', '23']) {
      near(skyAt(at(`2024-09-13T${hour}:00:00Z`), MUNICH).altitudeOf(pole), 48.1, 0.2);
    }
  });

  it('has Sun and Moon where eclipses put them', () => {
    // Total eclipse of the Sun at Mazatlán, 2024-04-08 18:09 UTC; total eclipse of the Moon 2025-03-14 06:59 UTC.
    const sky = skyAt(at('2024-04-08T18:09:00Z'), { latitude: 23.2, longitude: -106.4 });
    near(sky.sun, sky.moon, 0.3);
    near(sky.sun, 69, 1);
    near(moonIllumination(at('2024-04-08T18:09:00Z')), 0, 0.01);
    near(moonIllumination(at('2025-03-14T06:59:00Z')), 1, 0.01);
  });

  it('measures distances from the Moon', () => {
    // The Moon covered Spica for parts of North America on 2024-11-27 at about 10:30 UTC.
    const sky = skyAt(at('2024-11-27T10:30:00Z'), { latitude: 43.7, longitude: -79.4 });
    near(sky.fromMoon(starAt(201.298, -11.161)), 0, 1);
  });
});

describe('a night', () => {
  let night: Night;
  before(() => (night = nightAt(at('2024-09-13T20:00:00Z'), MUNICH)));

  it('is that which goes on, before and after midnight, and the coming one by day', () => {
    assert.equal(nightStart(at('2024-09-13T20:00:00Z'), MUNICH).date, '2024-09-13');
    assert.equal(nightStart(at('2024-09-14T02:00:00Z'), MUNICH).date, '2024-09-13');
    assert.equal(nightStart(at('2024-09-14T12:00:00Z'), MUNICH).date, '2024-09-14');
    assert.equal(
      nightStart(at('2024-09-14T03:00:00Z'), { latitude: 32, longitude: -110 }).date,
      '2024-09-13',
    );
    assert.equal(
      nightStart(at('2024-09-14T12:00:00Z'), { latitude: -31, longitude: 149 }).date,
      '2024-09-14',
    );
  });

  it('is dark by the Sun: not at all in a northern summer, nautically in between', () => {
    assert.equal(night.sky.darkness, 'astronomical');
    near(at(night.sky.dark?.from ?? ''), at('2024-09-13T19:15:00Z'), 60 * 60_000);
    assert.equal(nightAt(at('2024-06-21T20:00:00Z'), MUNICH).sky.darkness, 'nautical');
    const north = nightAt(at('2024-06-21T20:00:00Z'), { latitude: 69, longitude: 19 });
    assert.deepEqual([north.sky.darkness, north.sky.dark, north.dark], [null, null, []]);
  });

  it('has only the hours that are still to come', () => {
    const late = nightAt(at('2024-09-14T01:00:00Z'), MUNICH);
    assert.ok(late.dark.length < night.dark.length);
    assert.ok(late.dark.every(({ time }) => time > at('2024-09-14T01:00:00Z') - STEP));
  });

  it('is without the Moon as long as that is below the horizon', () => {
    const [full, none] = ['2024-09-18T00:00:00Z', '2024-09-03T00:00:00Z'].map((iso) =>
      nightAt(at(iso), MUNICH),
    );
    assert.equal(full?.sky.moonless, 0);
    assert.equal(none?.sky.moonless, ((none?.dark.length ?? 0) * STEP) / 1000);
  });
});

describe('an object in a night', () => {
  let dark: Night;
  let full: Night;
  before(() => {
    dark = nightAt(at('2024-09-03T12:00:00Z'), MUNICH);
    full = nightAt(at('2024-09-17T12:00:00Z'), MUNICH);
  });

  it('transits at 90° − latitude + declination', () => {
    // M 31 transits about an hour after midnight in September.
    const seen = visibility(dark, 10.68, 41.27);
    near(seen.highest?.altitude ?? 0, 83.2, 0.5);
    assert.equal(seen.high, seen.highMoonless, 'new Moon');
    assert.ok(seen.span !== null && seen.high > 4 * 3600);
    assert.equal(seen.curve.length, 49);
    near(Math.max(...seen.curve.map(({ altitude }) => altitude)), 83.2, 1.5);
  });

  it('that stays low is of no use', () => {
    const seen = visibility(dark, 266.4, -29);
    assert.deepEqual([seen.high, seen.highMoonless, seen.span], [0, 0, null]);
    assert.ok((seen.highest?.altitude ?? 99) < 30);
  });

  it('loses its dark hours near a full Moon, and keeps them far from it', () => {
    // The full Moon of 2024-09-18 stands in Pisces, near right ascension 356°.
    const close = visibility(full, 356, 10);
    assert.ok(close.high > 3600 && close.highMoonless === 0);
    assert.ok((close.moonSeparation ?? 99) < 20);
    const far = visibility(full, 200, 60);
    assert.equal(far.high, far.highMoonless);
    assert.ok((far.moonSeparation ?? 0) > 90);
  });

  it('has no best hour where it does not get dark', () => {
    const summer = nightAt(at('2024-06-21T20:00:00Z'), { latitude: 69, longitude: 19 });
    const seen = visibility(summer, 10, 41);
    assert.deepEqual([seen.high, seen.highest, seen.moonSeparation], [0, null, null]);
  });
});
