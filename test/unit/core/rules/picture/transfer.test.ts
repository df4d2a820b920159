import assert from 'node:assert/strict';
import { histogramOf } from '../../../../../src/core/rules/picture/histogram';
import {
  coding,
  decoding,
  encoder,
  fullScaleOf,
  levelsOf,
  valuesOfCodes,
} from '../../../../../src/core/rules/picture/levels';
import { clippedNoise } from '../../../../../src/core/rules/picture/noise';
import { PLAIN } from '../../../../../src/core/rules/picture/physical';
import { statisticsOf } from '../../../../../src/core/rules/picture/statistics';
import { STRETCHES, stretchTable, transfersOf } from '../../../../../src/core/rules/picture/stretch';
import {
  asinhTransfer,
  autoStretch,
  autoTransfer,
  brightness,
  linearTransfer,
  midtonesTransfer,
} from '../../../../../src/core/rules/picture/transfer';
import { zscale } from '../../../../../src/core/rules/picture/zscale';
import { random } from '../../../../support/random';

const SIXTEEN = { low: 0, high: 65_535 };
const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

describe('the screen transfer function', () => {
  it('is that of the published test vector', () => {
    const { shadows, highlights, midtones } = autoStretch([{ median: 1136, mad: 167 }], SIXTEEN);
    near(shadows, 0.0067557, 5e-8);
    near(midtones, 0.0310781, 5e-8);
    assert.equal(highlights, 1);
  });

  it('makes the median a quarter', () => {
    const transfer = autoTransfer([{ median: 1136, mad: 167 }], SIXTEEN);
    near(brightness(transfer, 1136), 0.25, 0.01);
    assert.equal(brightness(transfer, 0), 0);
    assert.equal(brightness(transfer, 65_535), 1);
    assert.equal(brightness(transfer, NaN), 0);
  });

  it('clips a bright picture at its other end', () => {
    const { shadows, highlights, midtones } = autoStretch([{ median: 60_000, mad: 500 }], SIXTEEN);
    assert.equal(shadows, 0);
    near(highlights, 60_000 / 65_535 + (2.8 * 1.4826 * 500) / 65_535, 1e-12);
    near(midtones, 1 - midtonesTransfer(0.25, highlights - 60_000 / 65_535), 1e-12);
    near(midtonesTransfer(midtones, 60_000 / 65_535 / highlights), 0.75, 0.02);
  });

  it('averages linked channels, and is inverted only where all are bright', () => {
    const linked = autoStretch(
      [
        { median: 1000, mad: 100 },
        { median: 3000, mad: 100 },
      ],
      SIXTEEN,
    );
    const shadows = (2000 - 2.8 * 1.4826 * 100) / 65_535;
    near(linked.shadows, shadows, 1e-12);
    near(linked.midtones, midtonesTransfer(0.25, 2000 / 65_535 - shadows), 1e-12);
    assert.equal(
      autoStretch(
        [
          { median: 60_000, mad: 9 },
          { median: 100, mad: 9 },
        ],
        SIXTEEN,
      ).highlights,
      1,
    );
  });

  it('has a noise of 0.001 where none can be measured, and shows a black sky as it is', () => {
    near(autoStretch([{ median: 6553.5, mad: 0 }], SIXTEEN).shadows, 0.1 - 0.0028, 1e-12);
    assert.equal(autoStretch([{ median: 0, mad: 0 }], SIXTEEN).midtones, 0.5);
  });
});

describe('the other transfer functions', () => {
  it('go from black to white, and never fall', () => {
    for (const transfer of [
      linearTransfer(100, 900),
      autoTransfer([{ median: 500, mad: 20 }], { low: 100, high: 900 }),
      asinhTransfer({ median: 200, mad: 20 }, { low: 100, high: 900 }, 900),
    ]) {
      assert.equal(brightness(transfer, transfer.black), 0);
      near(brightness(transfer, transfer.white), 1, 1e-9);
      for (let value = 0; value < 1000; value++) {
        assert.ok(brightness(transfer, value) <= brightness(transfer, value + 1), transfer.curve);
      }
    }
  });

  it('make the sky a quarter with asinh', () => {
    const transfer = asinhTransfer({ median: 1136, mad: 167 }, SIXTEEN, 60_000);
    near(brightness(transfer, 1136), 0.25, 1e-6);
  });

  it('make a step where black is white', () => {
    assert.equal(brightness(linearTransfer(5, 5), 5), 0);
    assert.equal(brightness(linearTransfer(5, 5), 6), 1);
  });
});

describe('zscale', () => {
  it('shows a ramp from end to end', () => {
    assert.deepEqual(zscale(Float64Array.from({ length: 1000 }, (_, i) => i)), { black: 0, white: 999 });
  });

  it('leaves stars out of the line, and makes it four times as steep', () => {
    const next = random(3);
    const values = Float64Array.from({ length: 1000 }, (_, i) =>
      i < 50 ? 20_000 + 500 * i : 1000 + next() * 100,
    );
    const { black, white } = zscale(values);
    near(black, 1000, 2);
    assert.ok(white > 1150 && white < 1400, String(white));
  });

  it('shows everything of few, equal and no values', () => {
    assert.deepEqual(zscale(Float64Array.of(3, 9, NaN)), { black: 3, white: 9 });
    assert.deepEqual(zscale(new Float64Array(500).fill(7)), { black: 7, white: 7 });
    assert.deepEqual(zscale(new Float64Array(0)), { black: 0, white: 0 });
  });
});

describe('clipped noise', () => {
  it('is that of the sky, whatever the stars', () => {
    const next = random(5);
    const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const values = Float64Array.from({ length: 50_000 }, (_, i) =>
      i % 20 === 0 ? 30_000 : 1000 + 25 * normal(),
    );
    const found = clippedNoise(values);
    near(found?.background ?? 0, 1000, 1);
    near(found?.noise ?? 0, 25, 0.5);
    assert.ok((found?.n ?? 0) > 46_000 && (found?.n ?? 0) <= 47_500);
  });

  it('is 0 of equal values, and nothing of none', () => {
    assert.deepEqual(clippedNoise(Float64Array.of(4, 4, 4)), { background: 4, noise: 0, n: 3 });
    assert.equal(clippedNoise(Float64Array.of(NaN)), null);
  });
});

describe('codes of 16 bits', () => {
  it('are the samples of 16 bits themselves', () => {
    const levels = levelsOf('u16', PLAIN, []);
    assert.deepEqual(levels, { low: 0, high: 65_535, closest: null });
    const code = coding(levels);
    assert.deepEqual([0, 1, 1136, 65_535, NaN, -5, 1e9].map(code), [0, 1, 1136, 65_535, 0, 0, 65_535]);
    assert.equal(valuesOfCodes(levels)[1136], 1136);
    assert.equal(coding(levelsOf('i16', PLAIN, []))(-32_768), 0);
  });

  it('are the same for many values at once', () => {
    const values = Float64Array.of(NaN, -1e9, -0.3, 0.49, 0.5, 100.4999, 100.5, 65_534.5, 70_000, Infinity);
    const floats = levelsOf('f64', PLAIN, [statisticsOf(Float64Array.of(0, 1, 2, 4, 1000))]);
    const some = [
      levelsOf('u16', PLAIN, []),
      levelsOf('i16', { scale: -0.7, zero: 5, blank: null }, []),
      floats,
    ];
    for (const levels of some) {
      const codes = new Uint16Array(values.length + 3);
      encoder(levels)(values, codes, 2);
      assert.deepEqual(
        [...codes],
        [0, 0, ...values].map((value, i) => (i < 2 ? 0 : coding(levels)(value))).concat(0),
      );
    }
  });

  it('are the same for many floats at once, wherever they lie', () => {
    const next = random(13);
    const noise = (centre: number, width: number) =>
      Float64Array.from({ length: 300 }, () => centre + width * (next() + next() + next() - 1.5));
    const wide = Float64Array.from({ length: 300 }, () => (next() - 0.3) * 10 ** (80 * next() - 40));
    for (const samples of [
      noise(0.01, 1e-4),
      noise(-5e7, 3),
      Float64Array.of(...noise(0.01, 1e-6), 1, 0.5, NaN),
      Float64Array.of(...wide, -0, 0, Infinity, -Infinity),
      Float64Array.of(-1e308, 1e308, 5, 0),
      Float64Array.of(1e-300, 1, 2e-300),
    ]) {
      const levels = levelsOf('f64', PLAIN, [statisticsOf(samples)]);
      const code = coding(levels);
      // Those at the very border of two codes, too.
      const borders = Float64Array.from({ length: 256 }, (_, i) => decoding(levels)(256 * i + 0.5));
      const encode = encoder(levels);
      for (const values of [samples, borders, Float32Array.from(samples)]) {
        const codes = new Uint16Array(values.length);
        encode(values, codes, 0);
        assert.ok(codes.every((each, i) => each === code(values[i] ?? NaN)));
      }
    }
  });

  it('lie closest at the sky of floats', () => {
    const next = random(9);
    const samples = Float32Array.from({ length: 20_000 }, (_, i) => (i === 0 ? 1 : 0.001 + 1e-6 * next()));
    const levels = levelsOf('f32', PLAIN, [statisticsOf(samples)]);
    const values = valuesOfCodes(levels);
    const code = coding(levels);
    assert.deepEqual([code(levels.low), code(levels.high)], [0, 65_535]);
    for (const value of samples) {
      near(values[code(value)] ?? 0, value, value === 1 ? 1e-3 : 1e-9);
    }
    for (let at = 1; at < values.length; at++) assert.ok((values[at] ?? 0) > (values[at - 1] ?? 0));
  });

  it('hold a range of any size, and pixels that are all equal or all missing', () => {
    for (const samples of [
      Float64Array.of(-1e308, 1e308, 5),
      Float64Array.of(1e-300, 1),
      Float64Array.of(7, 7),
      Float64Array.of(NaN),
    ]) {
      const levels = levelsOf('f64', PLAIN, [statisticsOf(samples)]);
      assert.ok(levels.low < levels.high);
      assert.ok(valuesOfCodes(levels).every((value) => value === value));
      assert.ok(coding(levels)(levels.high) >= coding(levels)(levels.low));
    }
  });
});

describe('the full scale', () => {
  const scale = (samples: Float32Array | Int16Array) =>
    fullScaleOf(samples instanceof Float32Array ? 'f32' : 'i16', PLAIN, [statisticsOf(samples)]);

  it('is 0 to 1 for floats that are, also with a few below', () => {
    assert.deepEqual(scale(Float32Array.of(0.1, 0.2, 0.9)), { low: 0, high: 1 });
    assert.deepEqual(scale(Float32Array.of(-0.01, 0.2, 0.9)), { low: 0, high: 1 });
  });

  it('begins near the sky for others, whatever a dead pixel says', () => {
    const { low, high } = scale(Float32Array.of(-1e6, 990, 1000, 1000, 1010, 5000));
    assert.ok(low > 500 && low < 1000 && high === 5000);
    assert.deepEqual(scale(Int16Array.of(0, 5)), { low: 0, high: 32_767 });
  });
});

describe('a stretch', () => {
  const statistics = statisticsOf(Uint16Array.of(900, 1000, 1000, 1100, 60_000));
  const channel = { statistics, zscale: { black: 900, white: 1200 } };

  for (const stretch of STRETCHES) {
    it(`${stretch} becomes a table of 65,536 entries that never falls`, () => {
      const [transfer] = transfersOf(stretch, [channel], SIXTEEN);
      assert.ok(transfer);
      const table = stretchTable(transfer, { ...SIXTEEN, closest: null });
      assert.equal(table.length, 65_536);
      assert.deepEqual([table[0], table[65_535]], [0, 255]);
      assert.ok(table.every((entry, code) => entry >= (table[code - 1] ?? 0)));
    });
  }

  it('that is linked is the same for all channels', () => {
    const other = { statistics: statisticsOf(Uint16Array.of(5000, 5100, 5200)), zscale: channel.zscale };
    const [red, green] = transfersOf('stf-linked', [channel, other], SIXTEEN);
    assert.deepEqual(red, green);
    const [own, otherOwn] = transfersOf('stf', [channel, other], SIXTEEN);
    assert.notDeepEqual(own, otherOwn);
  });
});

describe('a histogram', () => {
  it('counts codes in bins of equal width', () => {
    const counts = histogramOf(Uint16Array.of(0, 255, 256, 65_535), 256);
    assert.deepEqual([counts[0], counts[1], counts[255]], [2, 1, 1]);
  });
});
