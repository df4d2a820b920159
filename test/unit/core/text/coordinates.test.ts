import assert from 'node:assert/strict';
import { declinationText, rightAscensionText, siteText } from '../../../../src/core/text/coordinates';

describe('sky coordinates in words', () => {
  it('writes right ascension in hours', () => {
    assert.equal(rightAscensionText(314.75), '20h 59m 00.0s');
    assert.equal(rightAscensionText(83.633083), '05h 34m 31.9s');
    assert.equal(rightAscensionText(0), '00h 00m 00.0s');
  });

  it('writes declination in degrees, with the sign of −0° 30′', () => {
    assert.equal(declinationText(44.37), '+44° 22′ 12″');
    assert.equal(declinationText(-0.5), '−00° 30′ 00″');
    assert.equal(declinationText(-5.391), '−05° 23′ 28″');
  });

  it('writes a site with the halves of the globe', () => {
    assert.equal(siteText(48.1371, 11.5754), '48° 08′ 14″ N, 11° 34′ 31″ E');
    assert.equal(siteText(-0.5, -122.309), '00° 30′ 00″ S, 122° 18′ 32″ W');
  });

  it('carries when rounding and wraps at 24 h', () => {
    assert.equal(rightAscensionText(359.99999), '00h 00m 00.0s');
    assert.equal(rightAscensionText(-15), '23h 00m 00.0s');
    assert.equal(declinationText(59.99999), '+60° 00′ 00″');
    assert.equal(declinationText(-0.00001), '+00° 00′ 00″');
  });
});
