import assert from 'node:assert/strict';
import { fitsExtension, isFitsName } from '../../../../../src/core/formats/fits/names';

describe('the name of a FITS file', () => {
  const cases: [name: string, format: string | null, extension: string][] = [
    ['M31_0001.fits', 'fits', '.fits'],
    ['M31.FIT', 'fits', '.FIT'],
    ['a.b.fts', 'fits', '.fts'],
    ['/astro/M31.fits.gz', 'fits.gz', '.fits.gz'],
    ['M31.Fit.FZ', 'fits.fz', '.Fit.FZ'],
    ['M31.fits.zip', null, ''],
    ['M31.fits.bak', null, ''],
    ['fits', null, ''],
    ['notes.gz', null, ''],
    ['M31.xisf', null, ''],
  ];
  for (const [name, format, extension] of cases) {
    it(`${name} is ${format ?? 'none'}`, () => {
      assert.equal(isFitsName(name), format);
      assert.equal(fitsExtension(name), extension);
    });
  }
});
