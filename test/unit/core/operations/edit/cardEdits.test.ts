import assert from 'node:assert/strict';
import type { Card } from '../../../../../src/core/formats/fits/header';
import { differencesOf } from '../../../../../src/core/operations/edit/cardEdits';

const line = (text: string): Card => ({ keyword: 'HISTORY', value: text, type: 'commentary', comment: '' });
const object = (value: string): Card => ({ keyword: 'OBJECT', value, type: 'string', comment: '' });

describe('differences of headers', () => {
  it('tell each edited keyword once', () => {
    const differences = differencesOf(['OBJECT', 'OBJECT', 'FILTER'], [object('m31')], [object('M 31')]);
    assert.deepEqual(
      differences.map(({ keyword, before, after }) => [keyword, before?.trimEnd(), after?.trimEnd()]),
      [['OBJECT', "OBJECT  = 'm31'", "OBJECT  = 'M 31'"]],
    );
  });

  it('tell of lines only those that have come or gone, as often as they have', () => {
    const before = [line('calibrated'), line('calibrated'), line('old')];
    const after = [line('calibrated'), line('calibrated'), line('calibrated'), line('new')];
    const of = (a: readonly Card[], b: readonly Card[]) =>
      differencesOf(['HISTORY'], a, b).map((one) => [one.before, one.after]);
    assert.deepEqual(of(before, after), [
      ['HISTORY  old', null],
      [null, 'HISTORY  calibrated'],
      [null, 'HISTORY  new'],
    ]);
    assert.deepEqual(of(before, before), []);
  });
});
