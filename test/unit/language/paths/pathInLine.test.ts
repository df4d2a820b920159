import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pathsAt } from '../../../../src/language/paths/pathInLine';

/** The paths found with the cursor on `|`. */
function at(marked: string): readonly string[] {
  const cursor = marked.indexOf('|');
  return pathsAt(marked.replace('|', ''), cursor).map(({ path }) => path);
}

describe('paths in a line', () => {
  it('finds a bare path with every extension', () => {
    for (const name of ['a.fit', 'a.fits', 'a.FTS', 'a.fits.gz', 'a.fit.fz', 'a.xisf', 'a.XISF']) {
      assert.equal(at(`see /astro/M|31/${name} today`)[0], `/astro/M31/${name}`, name);
    }
  });

  it('finds a quoted path with blanks, # and brackets', () => {
    for (const quote of ['"', "'", '`']) {
      const path = '/astro/NGC 7000 (Ha) #1.fits';
      assert.equal(at(`load ${quote}/astro/NGC 7000 (H|a) #1.fits${quote} # comment`)[0], path);
    }
  });

  it('finds a path with an apostrophe inside double quotes', () => {
    assert.equal(at(`"/astro/Barnard's L|oop.fits"`)[0], "/astro/Barnard's Loop.fits");
  });

  it('offers a doubled backslash also as a single one', () => {
    assert.deepEqual(at('"C:\\\\astro\\\\a|.fits"').slice(0, 2), [
      'C:\\\\astro\\\\a.fits',
      'C:\\astro\\a.fits',
    ]);
  });

  it('offers what follows an option or a bracket', () => {
    assert.ok(at('calibrate light -dark=../darks/d|.fit -cc').includes('../darks/d.fit'));
    assert.ok(at('[frame](lights/a|.fits)').includes('lights/a.fits'));
    assert.ok(at('(see a.fits, b|.fits)').includes('b.fits'));
  });

  it('offers a whole line with blanks, for lists of files', () => {
    assert.ok(at('  /astro/NGC 7000/a| 1.fits').includes('/astro/NGC 7000/a 1.fits'));
  });

  it('gives the place in the line', () => {
    const [first] = pathsAt('x "a b.fits" y', 5);
    assert.deepEqual(first, { start: 3, end: 11, path: 'a b.fits' });
  });

  it('keeps away from other names', () => {
    for (const marked of [
      'a|.fitsy',
      'a|.fits_old',
      'a|.fit.bak',
      'a|.fits-1',
      'it| fits',
      '.fi|ts',
      'a.fits b|',
      '|',
    ]) {
      assert.deepEqual(at(marked), [], marked);
    }
  });

  it('refuses a null byte', () => {
    assert.deepEqual(pathsAt('"a\0b.fits"', 3), []);
  });

  it('is quick and bounded on a hostile line', () => {
    for (const line of [
      'a.fits'.repeat(100_000),
      '"'.repeat(500_000),
      '=('.repeat(200_000),
      `${' '.repeat(500_000)}.fits`,
    ]) {
      const middle = Math.floor(line.length / 2);
      assert.ok(pathsAt(line, middle).length <= 24);
    }
  });

  it('always encloses the cursor', () => {
    const piece = fc.constantFrom('"', "'", ' ', '/', 'a', '.fits', '.fit.gz', '(', '=', '#', 'é', '\\');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(), (pieces, n) => {
        const line = pieces.join('');
        const cursor = n % (line.length + 1);
        for (const { start, end } of pathsAt(line, cursor)) {
          assert.ok(start >= 0 && start <= cursor && cursor <= end && end <= line.length);
        }
      }),
    );
  });
});
