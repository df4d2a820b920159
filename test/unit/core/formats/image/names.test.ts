import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  FITS_ENDINGS,
  FITS_PACKINGS,
  IMAGE_EXTENSION,
  imageExtension,
  imageFormat,
  imageStem,
  isImageName,
  packedExtension,
  XISF_ENDING,
} from '../../../../../src/core/formats/image/names';

describe('the name of an image file', () => {
  const cases: [name: string, format: string | null, extension: string, stem: string][] = [
    ['M31_0001.fits', 'fits', '.fits', 'M31_0001'],
    ['M31.FIT', 'fits', '.FIT', 'M31'],
    ['a.b.fts', 'fits', '.fts', 'a.b'],
    ['/astro/M31.fits.gz', 'fits.gz', '.fits.gz', '/astro/M31'],
    ['M31.Fit.FZ', 'fits.fz', '.Fit.FZ', 'M31'],
    ['M31.fits.zip', null, '', 'M31'],
    ['M31.xisf.gz', null, '', 'M31'],
    ['M31.fits.bak', null, '', 'M31.fits.bak'],
    ['M31.fitsx', null, '', 'M31.fitsx'],
    ['fits', null, '', 'fits'],
    ['notes.gz', null, '', 'notes.gz'],
    ['M31.XISF', 'xisf', '.XISF', 'M31'],
    ['M31.xish', null, '', 'M31.xish'],
    ['M31.jpg', null, '', 'M31.jpg'],
  ];
  for (const [name, format, extension, stem] of cases) {
    it(`${name} is ${format ?? 'none'}`, () => {
      assert.equal(imageFormat(name), format);
      assert.equal(isImageName(name), format !== null);
      assert.equal(imageExtension(name), extension);
      assert.equal(imageStem(name), stem);
      assert.equal(stem + packedExtension(name), name);
    });
  }

  it('is found within a text', () => {
    const found = 'a.fits b.fit.fz c.xisf d.jpg'.match(new RegExp(IMAGE_EXTENSION, 'g'));
    assert.deepEqual(found, ['.fits', '.fit.fz', '.xisf']);
  });

  it('is what the editor of headers and the protection against typing are set up for', () => {
    const root = join(__dirname, '../../../../..');
    const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      contributes: {
        customEditors: { selector: { filenamePattern: string }[] }[];
        configurationDefaults: { 'files.readonlyInclude': Record<string, boolean> };
      };
    };
    const expected = [...FITS_ENDINGS, XISF_ENDING]
      .flatMap((ending) => [
        ending,
        ...(ending === XISF_ENDING ? [] : FITS_PACKINGS.map((packing) => `${ending}.${packing}`)),
      ])
      .sort();
    const editor = contributes.customEditors.flatMap(({ selector }) =>
      selector.map(({ filenamePattern }) => filenamePattern),
    );
    const kept = Object.keys(contributes.configurationDefaults['files.readonlyInclude']);
    for (const patterns of [editor, kept.map((pattern) => pattern.replace('**/', ''))]) {
      const names = patterns.flatMap(alternatives).map((name) => name.slice('*.'.length));
      assert.deepEqual([...new Set(names.map((name) => name.toLowerCase()))].sort(), expected);
      for (const name of expected) assert.ok(names.includes(name.toUpperCase()), name);
    }
  });
});

/** What a glob pattern with braces stands for: `*.{a,b}` is `*.a` and `*.b`. */
function alternatives(pattern: string): string[] {
  const braces = /\{([^{}]*)\}/.exec(pattern);
  if (braces === null) return [pattern];
  return (braces[1] ?? '')
    .split(',')
    .flatMap((word) =>
      alternatives(pattern.slice(0, braces.index) + word + pattern.slice(braces.index + braces[0].length)),
    );
}
