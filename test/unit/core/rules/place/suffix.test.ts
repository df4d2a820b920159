/** The number of a second file of one name: put there and taken away by one pair of functions. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { byteLength, LONGEST_NAME } from '../../../../../src/core/rules/place/sanitise';
import { isNameOf, withoutSuffix, withSuffix } from '../../../../../src/core/rules/place/suffix';

describe('suffixes', () => {
  it('stand before the whole extension', () => {
    assert.equal(withSuffix('x.fits', 1), 'x_001.fits');
    assert.equal(withSuffix('x-t-9.9.fits.gz', 12), 'x-t-9.9_012.fits.gz');
    assert.equal(withSuffix('x-t-9.9.FIT.fz', 1000), 'x-t-9.9_1000.FIT.fz');
    assert.equal(withSuffix('x.xisf', 2), 'x_002.xisf');
    assert.equal(withSuffix('x', 2), 'x_002');
  });

  it('keep within 200 bytes', () => {
    assert.equal(byteLength(withSuffix(`${'x'.repeat(300)}.fits`, 1)), 200);
    assert.ok(byteLength(withSuffix(`${'星'.repeat(100)}.fits`, 1)) <= 200);
  });

  it('are not what numbers inside a name are', () => {
    for (const name of [
      'RC8_203.2mm-Ha.fits',
      'x_203.2mm.fits.gz',
      'x_000.fits',
      'x_0001.fits',
      'x_01.fits',
    ]) {
      assert.deepEqual(withoutSuffix(name), { name, n: 0 }, name);
    }
    assert.deepEqual(withoutSuffix('x_203.2mm_012.fits'), { name: 'x_203.2mm.fits', n: 12 });
  });

  it('are told from a number that belongs to the name by that name alone', () => {
    assert.ok(isNameOf('NGC_7000.fits', 'NGC_7000.fits'));
    assert.ok(isNameOf('NGC_7000_001.fits', 'NGC_7000.fits'));
    assert.ok(!isNameOf('NGC_7001.fits', 'NGC_7000.fits'));
    assert.ok(!isNameOf('RC_203.2mm.fits', 'RC_204.2mm.fits'));
  });

  /** Names as headers and patterns make them, numbers and dots at the worst places among them. */
  const stem = fc
    .array(fc.constantFrom('x', '_', '001', '203', '.2mm', '-', '7000', '0', 'é', '𝔐', '.fits'), {
      minLength: 1,
      maxLength: 12,
    })
    .map((parts) => parts.join(''));
  const name = fc
    .tuple(stem, fc.constantFrom('.fits', '.FIT', '.fits.gz', '.xisf', '.fts.fz'))
    .map((parts) => parts.join(''));
  const count = fc.oneof(fc.integer({ min: 1, max: 1200 }), fc.integer({ min: 1, max: 9_999_999 }));

  it('are taken away as they were put there', () => {
    fc.assert(
      fc.property(name, count, (plain, n) => {
        const suffixed = withSuffix(plain, n);
        assert.deepEqual(withoutSuffix(suffixed), { name: plain, n });
        assert.ok(isNameOf(suffixed, plain));
      }),
    );
  });

  it('are found only where putting one there gives the same name', () => {
    fc.assert(
      fc.property(name, (any) => {
        const { name: plain, n } = withoutSuffix(any);
        assert.equal(n === 0 ? plain : withSuffix(plain, n), any);
      }),
    );
  });

  it('make of each name and number another name', () => {
    fc.assert(
      fc.property(name, count, count, (plain, a, b) => {
        assert.equal(withSuffix(plain, a) === withSuffix(plain, b), a === b);
        assert.ok(byteLength(withSuffix(plain, a)) <= LONGEST_NAME);
      }),
    );
  });
});
