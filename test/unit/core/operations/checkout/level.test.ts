/** A synthetic bias, and why a set was linked. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import { measuredLevel, medianLevel } from '../../../../../src/core/operations/checkout/level';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import { whyText } from '../../../../../src/core/operations/checkout/remarks';
import { sirilScript } from '../../../../../src/core/siril/script/writeScript';
import { frameIn, set, wanted } from '../../../../support/checkout';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';

describe('a synthetic bias', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());
  const darkFile = () =>
    writeFits(folder.path, 'dark.fits', {
      width: 20,
      height: 10,
      pixels: (x, y) => (x === 3 ? 9000 : 505 + ((x + y) % 11)),
    });
  const darks = () => {
    const empty = set({ id: 'd', type: 'dark', object: null, filter: null }, 0);
    return { ...empty, frames: [1, 2].map(() => frameIn(empty.session, darkFile())) };
  };
  const flats = () => set({ id: 'f', type: 'flat', object: null, exposure: 2 }, 3);

  it('is the median of a dark, hot pixels or not', () => {
    assert.equal(medianLevel(darkFile()), 510);
    assert.equal(medianLevel(path.join(folder.path, 'nothing.fits')), null);
    const float = writeFits(folder.path, 'float.fits', { width: 4, height: 4, bitpix: -32 });
    assert.equal(medianLevel(float), null);
  });

  it('is none beyond what 16 bits hold, nor of nothing', () => {
    const of = (value: number, cards = {}) =>
      medianLevel(
        writeFits(folder.path, `${value}.fits`, { width: 4, height: 4, pixels: () => value, cards }),
      );
    assert.deepEqual([of(0), of(1), of(32_767, { BZERO: 32_768 })], [null, 1, 65_535]);
    const scaled = { BSCALE: 4 };
    assert.deepEqual([of(16_383, scaled), of(16_384, scaled)], [65_532, null]);
  });

  it('is measured only where neither bias nor flat-darks tell it', () => {
    const lights = set({ id: 'l', type: 'light' }, 3);
    const bias = set({ id: 'b', type: 'bias', object: null }, 3);
    assert.deepEqual(measuredLevel(wanted(lights, { dark: darks(), flat: flats() })), {
      adu: 510,
      origin: 'measured in a dark',
    });
    assert.equal(measuredLevel(wanted(lights, { dark: darks(), flat: flats(), bias })), null);
    assert.equal(measuredLevel(wanted(lights, { dark: darks() })), null);
    assert.equal(measuredLevel(wanted(lights)), null);
  });

  it('comes off the flats, and off the lights where there is no dark, and is told', () => {
    const lights = set({ id: 'l', type: 'light' }, 3);
    const level = { adu: 510, origin: 'as given' };
    const withDark = planCheckout({
      sessions: [{ ...wanted(lights, { dark: darks(), flat: flats() }), level }],
    });
    const script = sirilScript(withDark, '1.0');
    // eslint-disable-next-line no-restricted-syntax -- lines of a script
    assert.match(script, /^preprocess flat -bias="=510"$/m);
    // eslint-disable-next-line no-restricted-syntax -- lines of a script
    assert.match(script, /^preprocess light -dark=\S+ -flat=\S+$/m);
    assert.ok(withDark.warnings.some((warning) => /510 ADU is taken off, as given/.test(warning)));
    const bare = planCheckout({ sessions: [{ ...wanted(lights, { flat: flats() }), level }] });
    // eslint-disable-next-line no-restricted-syntax -- lines of a script
    assert.match(sirilScript(bare, '1.2'), /^calibrate light -bias="=510" -flat=\S+$/m);
  });

  it('is not used beside a bias', () => {
    const lights = set({ id: 'l', type: 'light' }, 3);
    const bias = set({ id: 'b', type: 'bias', object: null }, 3);
    const made = planCheckout({
      sessions: [{ ...wanted(lights, { flat: flats(), bias }), level: { adu: 510, origin: 'as given' } }],
    });
    assert.doesNotMatch(sirilScript(made, '1.0'), /"=510"/);
  });
});

describe('whyText', () => {
  it('tells distances, what matched, what nobody knows, and the user\u2019s own word', () => {
    const criterion = (name: string, verdict: 'matched' | 'failed' | 'unknown', note = '') => ({
      name,
      verdict,
      note,
      light: '',
      candidate: '',
    });
    const text = whyText(
      [
        criterion('gain', 'matched'),
        criterion('offset', 'unknown'),
        criterion('binning', 'failed'),
        criterion('temperature', 'matched', '0.1 °C apart'),
        criterion('night', 'matched', 'the same night'),
      ],
      true,
    );
    assert.equal(
      text,
      'linked by hand; temperature 0.1 °C apart; the same night; the same gain; not known: offset; differing: binning',
    );
  });

  it('stands in the script under its set', () => {
    const dark = set({ id: 'd', type: 'dark', object: null, filter: null }, 3);
    const sessions = [
      { ...wanted(set({ id: 'l', type: 'light' }, 3), { dark }), why: { dark: 'nearest\ntemperature' } },
    ];
    assert.match(
      sirilScript(planCheckout({ sessions }), '1.0'),
      // eslint-disable-next-line no-restricted-syntax -- lines of a script
      /darks: .*\n# {7}chosen: nearest temperature\n/,
    );
  });
});
