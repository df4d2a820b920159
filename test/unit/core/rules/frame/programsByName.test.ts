/** What each capture program writes, card by card as it writes it, and what must come out. */
import assert from 'node:assert/strict';
import type { ExplainedFrame } from '../../../../../src/core/base/frame';
import { parseCards } from '../../../../../src/core/formats/fits/cards';
import { frameOf } from '../../../../../src/core/rules/frame/frameOf';
import { CAPTURE_EXAMPLES } from './captureExamples';
import { OTHER_EXAMPLES } from './otherExamples';

describe('the header that is written by', () => {
  for (const { program, cards, values, path = '/in/x.fits', axes = [100, 80], bitpix = 16 } of [
    ...CAPTURE_EXAMPLES,
    ...OTHER_EXAMPLES,
  ]) {
    it(program, () => {
      assert.ok(cards.every((line) => line.length <= 80));
      const bytes = Buffer.from(cards.map((line) => line.padEnd(80)).join(''), 'latin1');
      const header = { hdu: 0, cards: parseCards(bytes).cards, axes, bitpix };
      const found = frameOf(header, { path, timeZone: 'UTC' });
      for (const [field, value] of Object.entries(values)) {
        const got = found[field as keyof ExplainedFrame];
        if (typeof value === 'number' && typeof got === 'number')
          assert.ok(Math.abs(got - value) < 1e-8, field);
        else assert.deepEqual(got, value, field);
      }
    });
  }
});
