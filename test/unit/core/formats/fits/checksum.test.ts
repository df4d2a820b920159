import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encode, sum32 } from '../../../../../src/core/formats/fits/checksum';

describe('the checksum of a unit', () => {
  it('encodes as the standard’s own example (FITS 4.0, appendix J.2)', () => {
    // 868229149 is the sum of the example; its complement is what the card holds.
    assert.equal(Buffer.from(encode(~868229149 >>> 0)).toString('latin1'), 'hcHjjc9ghcEghc9g');
  });

  it('adds what it encodes', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), (value) => {
        // The field begins at column 12, one byte before a word.
        const words = Buffer.alloc(20);
        words.set(encode(value), 3);
        const zeros = Buffer.alloc(20);
        zeros.fill('0', 3, 19);
        const got = (sum32(words) + (0xffffffff - sum32(zeros))) % 0xffffffff;
        assert.equal(got, value % 0xffffffff);
        assert.match(Buffer.from(encode(value)).toString('latin1'), /^[0-9A-Za-z]{16}$/);
      }),
    );
  });
});
