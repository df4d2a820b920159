import assert from 'node:assert/strict';
import { FIELD_KEYWORDS } from '../../../../../src/core/rules/cards/fieldKeywords';
import {
  assignmentOf,
  changeOf,
  checkedChanges,
  removalOf,
  warningsOf,
} from '../../../../../src/core/rules/headers/headerChanges';
import {
  KNOWN_KEYWORDS,
  knownKeyword,
  readBefore,
} from '../../../../../src/core/rules/headers/headerKeywords';
import { failed } from '../../../../support/failed';
import { inOrder } from '../../../../support/inOrder';

const valueOf = (keyword: string, text: string) => {
  const change = changeOf('set', keyword, text);
  return change.do === 'remove' ? assert.fail() : change.value;
};
describe('changes of cards', () => {
  it('are read from words', () => {
    assert.deepEqual(assignmentOf('filter=Ha = narrow'), { keyword: 'FILTER', value: 'Ha = narrow' });
    assert.deepEqual(assignmentOf('CCD-TEMP=-10'), { keyword: 'CCD-TEMP', value: '-10' });
    for (const word of ['light.fits', './A=b', 'a/b=c', 'TOOLONGKEY=1', '=1', '']) {
      assert.equal(assignmentOf(word), undefined, word);
    }
  });

  it('have values of the right type', () => {
    assert.equal(valueOf('EXPTIME', '300'), 300);
    assert.equal(valueOf('EXPTIME', ' 0,5 '), 0.5);
    assert.equal(valueOf('EXPOSURE', '1.5D2'), 150);
    assert.equal(valueOf('TELESCOP', '130'), '130');
    assert.equal(valueOf('OBJECT', "'Barnard''s Star '"), "Barnard's Star");
    assert.equal(valueOf('DATE-OBS', '2024-09-13T20:30:00.5'), '2024-09-13T20:30:00.5');
    assert.equal(valueOf('DATE-OBS', '2024-09-13'), '2024-09-13');
    assert.equal(valueOf('RA', '20:58:00'), '20:58:00');
    assert.equal(valueOf('RA', '314.75'), 314.75);
    assert.equal(valueOf('MYFLAG', 'T'), true);
    assert.equal(valueOf('MYNUMBER', '-1e3'), -1000);
    assert.equal(valueOf('MYNUMBER', '9007199254740993'), 9007199254740993n);
    assert.equal(valueOf('MYTEXT', "'12'"), '12');
    assert.equal(valueOf('MYTEXT', 'clear sky'), 'clear sky');
    assert.equal(valueOf('MYTEXT', ''), '');
    assert.equal(valueOf('MYTEXT', 'x'.repeat(68)), 'x'.repeat(68));
    assert.deepEqual(changeOf('set', 'HISTORY', 'flat replaced'), {
      do: 'add',
      keyword: 'HISTORY',
      value: 'flat replaced',
    });
  });

  it('are refused where a header cannot hold them', () => {
    for (const [keyword, text, words] of [
      ['EXPTIME', '-1', /EXPTIME cannot hold that, expected a number from 0 to 1000000 s, got '-1'/],
      ['EXPTIME', 'long', /expected a number/],
      ['XBINNING', '1.5', /expected a whole number from 1 to 64/],
      ['DATE-OBS', '13/09/24', /expected a date in UTC/],
      ['DATE-OBS', '2024-02-30T00:00:00', /expected a date/],
      ['DATE-OBS', '2024-09-13T20:30', /expected a date/],
      ['FILTER', '  ', /Remove the card/],
      ['OBJECT', 'Schäfer', /without accents/],
      ['MYTEXT', 'a\nb', /ASCII/],
      ['MYTEXT', 'x'.repeat(69), /at most 68/],
      ['FILTER', `${"'".repeat(34)}x`, /at most 68 characters, got 69/],
      ['COMMENT', 'x'.repeat(1001), /at most 1000/],
      ['RA', 'north', /degrees/],
      ['lower', 'x', /is not a keyword/],
      ['TOOLONGKEY', 'x', /is not a keyword/],
      ['', 'x', /is not a keyword/],
      ['HIERARCH', 'x', /is not a keyword/],
      ['A B', 'x', /is not a keyword/],
    ] as const) {
      assert.throws(() => changeOf('set', keyword, text), failed('request', words), `${keyword}=${text}`);
    }
  });

  it('never touch what says how the data are to be read', () => {
    const structure =
      'SIMPLE XTENSION BITPIX NAXIS NAXIS1 NAXIS12 EXTEND GROUPS PCOUNT GCOUNT TFIELDS TFORM1 BZERO BSCALE BLANK ' +
      'END CONTINUE CHECKSUM DATASUM ZIMAGE ZCMPTYPE ZNAXIS1 ZTILE2 ZBITPIX ZQUANTIZ';
    for (const keyword of structure.split(' ')) {
      assert.throws(() => changeOf('set', keyword, '1'), failed('request'), keyword);
      assert.throws(() => removalOf(keyword), failed('request'), keyword);
      assert.throws(() => checkedChanges([{ do: 'set', keyword, value: 1 }]), failed('request'), keyword);
    }
  });

  it('are checked as a whole, whoever made them', () => {
    assert.throws(() => checkedChanges([]), failed('request'));
    const twice = [changeOf('set', 'FILTER', 'L'), removalOf('filter')];
    assert.throws(() => checkedChanges(twice), failed('request', /FILTER/));
    checkedChanges([changeOf('add', 'COMMENT', 'a'), changeOf('add', 'COMMENT', 'b')]);
    assert.throws(() => removalOf('HISTORY'), failed('request', /HISTORY/));
    assert.deepEqual(removalOf('eso det name'), { do: 'remove', keyword: 'ESO DET NAME' });
    for (const value of [NaN, Infinity]) {
      assert.throws(
        () => checkedChanges([{ do: 'set', keyword: 'MYNUMBER', value }]),
        failed('request', { got: String(value) }),
      );
    }
    assert.throws(
      () => checkedChanges([{ do: 'set', keyword: 'EXPTIME', value: 'long' }]),
      failed('request', { got: "'long'" }),
    );
    assert.throws(
      () => checkedChanges([{ do: 'set', keyword: 'FILTER', value: 'L', comment: 'ä' }]),
      failed('request', /ASCII/),
    );
  });

  it('warn where they may not do what was meant', () => {
    const warned = (...texts: string[]) =>
      warningsOf(texts.map((text) => changeOf('set', ...(text.split('=') as [string, string]))));
    assert.deepEqual(warned('IMAGETYP=LIGHT', 'FILTER=Ha', 'BAYERPAT=RGGB'), []);
    assert.match(warned('IMAGETYP=SKY').join(), inOrder('IMAGETYP', 'SKY'));
    assert.match(warned('BAYERPAT=GRBGX').join(), /RGGB/);
    assert.match(warned('EXPOSURE=300').join(), inOrder('EXPOSURE', 'EXPTIME'));
    assert.deepEqual(warned('EXPOSURE=300', 'EXPTIME=300'), []);
  });

  it('know the first keyword of each field that the archive reads', () => {
    const known = new Set(KNOWN_KEYWORDS.map(({ keyword }) => keyword));
    for (const [field, [first]] of Object.entries(FIELD_KEYWORDS)) {
      if (field !== 'electronsPerAdu') assert.ok(known.has(first), `${field}: ${first}`);
    }
    for (const { keyword, field } of KNOWN_KEYWORDS) assert.equal(knownKeyword(keyword)?.field, field);
    assert.deepEqual(readBefore('EXP'), ['EXPTIME', 'EXPOSURE']);
    assert.deepEqual(readBefore('MYTEXT'), []);
  });
});
