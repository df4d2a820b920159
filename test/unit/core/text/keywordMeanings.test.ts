/** Which keywords are explained, and which are not. */
import assert from 'node:assert/strict';
import { keywordMeaning } from '../../../../src/core/text/keywordMeanings';

describe('the meaning of a keyword', () => {
  for (const keyword of [
    'SIMPLE',
    'CCD-TEMP',
    'date-obs',
    ' OBJECT ',
    'NAXIS',
    'NAXIS1',
    'NAXIS12',
    'CD1_2',
    'PC2_2',
  ]) {
    it(`is known of ${keyword}`, () => assert.ok((keywordMeaning(keyword) ?? '').length > 5));
  }

  for (const keyword of ['A_2_0', 'BP_0_3', 'A_ORDER', 'PV2_1', 'CRVAL1', 'TTYPE3', 'ZTILE1']) {
    it(`is known of ${keyword}`, () => assert.ok((keywordMeaning(keyword) ?? '').length > 5));
  }

  for (const keyword of [
    '',
    'MYWORD',
    'CD1',
    'CD12',
    'CRVAL1_1',
    'A1',
    'A1_1',
    'constructor',
    'TOSTRING1',
    '__proto__',
    'Q_1_2',
  ]) {
    it(`is not known of '${keyword}'`, () => assert.equal(keywordMeaning(keyword), null));
  }

  it('has the numbers of the keyword', () => {
    assert.match(keywordMeaning('NAXIS2') ?? '', /2/);
    const pair = keywordMeaning('CD1_3') ?? '';
    assert.ok(pair.includes('1') && pair.includes('3'));
    assert.notEqual(keywordMeaning('CD1_2'), keywordMeaning('CD2_1'));
  });
});
