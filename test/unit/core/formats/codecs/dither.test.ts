import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dequantise, ditherSequence, ZERO_VALUE } from '../../../../../src/core/formats/codecs/dither';

const PLAIN = { scale: 0.25, zero: 100, blank: -2147483647, method: 'NO_DITHER', tile: 0, seed: 1 } as const;

describe('dequantise', () => {
  it('has the random sequence of the standard', () => {
    const sequence = ditherSequence();
    // FITS 4.0 Appendix I: the 10,000th seed is 1043618065.
    assert.equal(sequence.length, 10_000);
    assert.equal(sequence[9_999], Math.fround(1043618065 / 2147483647));
    assert.equal(sequence[0], Math.fround(16807 / 2147483647));
  });

  it('scales, and knows missing pixels', () => {
    const into = new Float64Array(4);
    dequantise([0, 4, -8, -2147483647], into, PLAIN);
    assert.deepEqual([...into], [100, 101, 98, NaN]);
    dequantise([0, 4, -8, ZERO_VALUE], into, { ...PLAIN, blank: null });
    assert.deepEqual([...into], [100, 101, 98, ZERO_VALUE / 4 + 100]);
  });

  it('knows exact zeros with the second dither only', () => {
    const numbers = [ZERO_VALUE, 7, -2147483647];
    const first = new Float64Array(3);
    const second = new Float64Array(3);
    dequantise(numbers, first, { ...PLAIN, method: 'SUBTRACTIVE_DITHER_1' });
    dequantise(numbers, second, { ...PLAIN, method: 'SUBTRACTIVE_DITHER_2' });
    assert.notEqual(first[0], 0);
    assert.equal(second[0], 0);
    assert.deepEqual([first[1], first[2]], [second[1], second[2]]);
    assert.ok(Number.isNaN(second[2]));
  });

  it('undoes the dither within half a step, wherever in the sequence a tile begins', () => {
    const methods = fc.constantFrom('SUBTRACTIVE_DITHER_1' as const, 'SUBTRACTIVE_DITHER_2' as const);
    const values = Float64Array.from({ length: 12_000 }, (_, i) => 100 + Math.sin(i) * 50);
    fc.assert(
      fc.property(methods, fc.nat(30_000), fc.integer({ min: 1, max: 10_000 }), (method, tile, seed) => {
        const random = ditherSequence();
        let start = (tile + seed - 1) % 10_000;
        let next = Math.floor((random[start] ?? 0) * 500);
        const numbers = Array.from(values, (value) => {
          const number = Math.round((value - PLAIN.zero) / PLAIN.scale + (random[next] ?? 0) - 0.5);
          if (++next === 10_000) {
            start = (start + 1) % 10_000;
            next = Math.floor((random[start] ?? 0) * 500);
          }
          return number;
        });
        const into = new Float64Array(values.length);
        dequantise(numbers, into, { ...PLAIN, method, tile, seed });
        const worst = into.reduce((most, value, i) => Math.max(most, Math.abs(value - (values[i] ?? 0))), 0);
        assert.ok(worst <= PLAIN.scale / 2 + 1e-9, String(worst));
      }),
      { numRuns: 20 },
    );
  });
});
