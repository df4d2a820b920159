import assert from 'node:assert/strict';
import type { HeaderReport } from '../../../../src/core/api/archive';
import { imageHeader } from '../../../../src/core/formats/fits/image';
import { readFits } from '../../../../src/core/formats/fits/read';
import { bytesSource } from '../../../../src/core/formats/fits/source';
import { frameOf } from '../../../../src/core/rules/frame/frameOf';
import { headerText } from '../../../../src/core/text/header';
import { type FitsSpec, makeFits } from '../../../support/makeFits';

function report(spec: FitsSpec): HeaderReport {
  const file = readFits(bytesSource('/astro/m31.fits', makeFits(spec)));
  const header = imageHeader(file);
  const frame = header === null ? null : frameOf(header, { path: file.path, timeZone: null });
  return { file, frame, problems: [{ code: 'example', message: 'Something is doubtful' }] };
}

describe('a header as text', () => {
  const text = headerText(
    report({
      cards: [
        ['IMAGETYP', 'LIGHT'],
        ['OBJECT', "Barnard's Loop", 'target'],
        ['EXPTIME', 300, '[s]'],
        ['CCD-TEMP', -10],
        'HISTORY taken by hand',
      ],
      width: 8,
      height: 6,
    }),
  );

  it('begins with what matters and where it comes from', () => {
    const [first, second] = text.split('\n');
    assert.equal(first, '/astro/m31.fits');
    assert.equal(second, "Light · Barnard's Loop · 300 s");
    assert.match(text, /^File +5\.8 kB \(fits\)$/m);
    assert.match(text, /^Exposure +300 s +EXPTIME$/m);
    assert.match(text, /^Temperature +−10 °C +CCD-TEMP$/m);
    assert.match(text, /^ {2}Something is doubtful$/m);
    assert.doesNotMatch(text, /^Gain/m);
    assert.ok(text.indexOf('Exposure') < text.indexOf('HDU 0'));
  });

  it('shows every card as it stands', () => {
    assert.match(text, /^OBJECT {2}= +'Barnard''s Loop' +\/ target$/m);
    assert.match(text, /^EXPTIME = +300 \/ \[s\]$/m);
    assert.match(text, /^SIMPLE {2}= +T/m);
    assert.match(text, /^HISTORY +taken by hand$/m);
  });

  it('shows the cards of a file without an image', () => {
    const bare = headerText(report({ cards: { OBSERVER: 'Ann' } }));
    assert.match(bare, /^No image$/m);
    assert.match(bare, /^OBSERVER= +'Ann'$/m);
  });
});
