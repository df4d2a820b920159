/** Moon and darkness against the almanac. */
import assert from 'node:assert/strict';
import { Body, Observer, SearchAltitude } from 'astronomy-engine';
import { darkSeconds, yearSky } from '../../../../../src/core/rules/sky/yearSky';

const MUNICH = { latitude: 48.1, longitude: 11.6 };

describe('the nights of a year', () => {
  it('have the Moon full and new when the almanac says so', () => {
    const nights = new Map(yearSky(2024, null).map((night) => [night.night, night]));
    assert.equal(nights.size, 366);
    // Full on 2024-09-18 at 02:34 UTC, new on 2024-10-02 at 18:49 UTC.
    assert.ok((nights.get('2024-09-17')?.moon ?? 0) > 0.99);
    assert.ok((nights.get('2024-10-02')?.moon ?? 1) < 0.01);
    assert.equal(nights.get('2024-09-17')?.dark, null);
  });

  it('are as dark as searching for the Sun at -18° finds', () => {
    const observer = new Observer(MUNICH.latitude, MUNICH.longitude, 0);
    for (const midnight of ['2024-03-20T23:14:00Z', '2024-12-21T23:14:00Z'].map(Date.parse)) {
      const noon = new Date(midnight - 43_200_000);
      const dusk = SearchAltitude(Body.Sun, observer, -1, noon, 1, -18);
      const dawn = SearchAltitude(Body.Sun, observer, 1, new Date(midnight), 1, -18);
      assert.ok(dusk && dawn);
      const searched = (dawn.date.getTime() - dusk.date.getTime()) / 1000;
      assert.ok(Math.abs(darkSeconds(midnight, MUNICH) - searched) < 120, String(searched));
    }
  });

  it('know summers without darkness and winters without light', () => {
    const june = Date.parse('2024-06-21T00:00:00Z');
    assert.equal(darkSeconds(june, { latitude: 55, longitude: 0 }), 0);
    assert.equal(darkSeconds(june, { latitude: -89.9, longitude: 0 }), 86_400);
    assert.ok(darkSeconds(june, MUNICH) < 9000);
  });
});
