import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { english } from '../../../../src/core/base/english';
import { ArchiveError, messageOf } from '../../../../src/core/base/errors';
import { translated, type Translation, useTranslation } from '../../../../src/core/base/translation';

const bundle = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8')) as Translation;
const pseudo = Object.fromEntries(Object.keys(bundle).map((text) => [text, `⟦${text}⟧`]));
const path = '/astro/Dark and light/a.fits';

describe('a text of the engine in another language', () => {
  before(() => useTranslation(pseudo));
  after(() => useTranslation({}));

  it('is made in English', () => {
    assert.equal(english('at least {0} bytes', 2880), 'at least 2880 bytes');
    assert.equal(english('{{0}} is not known; use {1}', 'OBJEKT', 'OBJECT')[1], 'O');
  });

  it('is found again with its values', () => {
    assert.equal(translated('at least 2880 bytes'), '⟦at least 2880 bytes⟧');
    assert.equal(translated('the data are cut off'), 'the data are cut off');
  });

  it('has its values translated where they are texts', () => {
    const text = english('{0} could not be taken back: {1}', english('{0} files', 3), 'It has changed since');
    assert.equal(translated(text), '⟦⟦3 files⟧ could not be taken back: ⟦It has changed since⟧⟧');
  });

  it('keeps names that look like a text', () => {
    assert.equal(translated(path), path);
    assert.equal(translated('Dark frames and flats'), 'Dark frames and flats');
    assert.equal(translated('NGC 7000 failed'), 'NGC 7000 failed');
  });

  it('keeps what was put in for what stands in it', () => {
    assert.equal(
      translated(english('{0} exists, and is not overwritten', '{0}')),
      '⟦{0} exists, and is not overwritten⟧',
    );
  });

  it('is translated part by part with a path before it and advice behind', () => {
    const error = new ArchiveError('format', english('this is not a FITS file'), {
      path,
      offset: 0,
      expected: english('at least {0} bytes', 2880),
      got: english('an empty file'),
      advice: english('Choose a FITS file.'),
    });
    const wanted =
      `⟦⟦⟦${path}: ⟦this is not a FITS file⟧, at byte 0⟧, expected ⟦at least 2880 bytes⟧⟧,` +
      ' got ⟦an empty file⟧⟧. ⟦Choose a FITS file.⟧';
    assert.equal(error.describe(), wanted);
    useTranslation({});
    const said = messageOf(error);
    useTranslation(pseudo);
    assert.equal(translated(said), wanted);
  });

  it('finds every text again by its own sentence', () => {
    const lost = Object.keys(bundle).filter((text) => {
      if (!/\p{L}{2,}.*\P{L}+\p{L}{2,}/u.test(text.replace(/\{\d+\}/g, '0'))) return false;
      // Joins a file and a place in it.
      if (text === '{0}, at byte {1}') return false;
      const said = english(text, ...['17', '23', '31', '37', '41', '43', '47', '53']);
      return !translated(said).startsWith('⟦') || !translated(said).endsWith('⟧');
    });
    assert.deepEqual(lost, []);
  });
});

describe('a text of the engine without a translation', () => {
  it('stays as it is', () => assert.equal(translated('at least 2880 bytes'), 'at least 2880 bytes'));
});
