/** Limits and levels by numbers that were worked out once, so that no step of the way there can slip. */
import assert from 'node:assert/strict';
import { fullScaleOf } from '../../../../../src/core/rules/picture/levels';
import { clippedNoise } from '../../../../../src/core/rules/picture/noise';
import { PLAIN } from '../../../../../src/core/rules/picture/physical';
import { statisticsOf } from '../../../../../src/core/rules/picture/statistics';
import { autoStretch } from '../../../../../src/core/rules/picture/transfer';
import { zscale } from '../../../../../src/core/rules/picture/zscale';

/** A sky of even values with stars. */
const sky = (length: number) =>
  Float64Array.from({ length }, (_, i) => {
    return 1000 + ((i * 7919) % 601) / 3 + (i % 23 === 0 ? 40 * (i % 97) : 0);
  });

describe('the limits of zscale', () => {
  it('are near those of astropy, and the same on every machine', () => {
    for (const [length, astropy, own] of [
      [60, 1529.3583, 1508.8490623109503],
      [399, 1525.8558, 1523.7499037936213],
      [1000, 1524.4496, 1523.2158283670449],
      // Of these, 1,000 are looked at, from the middle of the first five on.
      [5000, 1524.2271, 1522.73201032701],
    ] as const) {
      const { black, white } = zscale(sky(length));
      assert.equal(black, 1000);
      assert.ok(Math.abs(white - own) < 1e-9, `${length}: ${white}`);
      assert.ok(Math.abs(white - astropy) < 0.04 * (astropy - 1000), `${length}: ${white}`);
    }
  });

  it('show everything where fewer than five values are left, or fewer than half', () => {
    assert.deepEqual(zscale(Float64Array.of(1, 2, 3, 4)), { black: 1, white: 4 });
    const { white } = zscale(Float64Array.of(1, 2, 3, 4, 5));
    assert.equal(white, 5);
    const steps = Float64Array.from({ length: 100 }, (_, i) => (i < 50 ? i : 1e6 * i));
    assert.equal(zscale(steps).white, 99e6);
  });
});

describe('the noise of a few values', () => {
  it('is their standard deviation about their mean', () => {
    assert.deepEqual(clippedNoise(Float64Array.of(1, 3)), { background: 1, noise: Math.SQRT2, n: 2 });
    const { background, noise, n } = clippedNoise(Float64Array.of(1, 2, 3, 4)) ?? assert.fail();
    assert.deepEqual([background, n], [2, 4]);
    assert.ok(Math.abs(noise - Math.sqrt(5 / 3)) < 1e-12, String(noise));
    assert.deepEqual(clippedNoise(Float64Array.of(6)), { background: 6, noise: 0, n: 1 });
  });
});

describe('a picture that is just brighter than the middle', () => {
  it('is clipped at its bright end', () => {
    const { shadows, highlights } = autoStretch([{ median: 0.52, mad: 0.01 }], { low: 0, high: 1 });
    assert.equal(shadows, 0);
    assert.ok(highlights < 0.6, String(highlights));
    const other = autoStretch([{ median: 0.49, mad: 0.01 }], { low: 0, high: 1 });
    assert.equal(other.highlights, 1);
    assert.ok(other.shadows > 0.4, String(other.shadows));
  });
});

describe('the full scale of several channels', () => {
  it('holds the sky of the darkest and the brightest pixel of all', () => {
    const dark = statisticsOf(Float32Array.of(90, 100, 100, 110, 400));
    const bright = statisticsOf(Float32Array.of(890, 900, 900, 910, 7000));
    const whole = fullScaleOf('f32', PLAIN, [dark, bright]);
    assert.deepEqual(whole, fullScaleOf('f32', PLAIN, [bright, dark]));
    assert.deepEqual(whole, { low: 90, high: 7000 });
  });
});
