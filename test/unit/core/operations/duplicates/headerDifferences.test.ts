import assert from 'node:assert/strict';
import type { Card, CardValue } from '../../../../../src/core/formats/fits/header';
import { differences } from '../../../../../src/core/operations/duplicates/headerDifferences';

const header = (...cards: readonly (readonly [string, CardValue, string?])[]): Card[] =>
  cards.map(([keyword, value, comment = '']) => ({ keyword, value, type: 'string', comment }));

describe('differences', () => {
  it('names the cards that differ or are not everywhere, and no comments', () => {
    const a = header(['OBJECT', 'M 31', 'old'], ['GAIN', 100], ['FILTER', 'L']);
    const b = header(['OBJECT', 'M 31', 'new'], ['GAIN', 200], ['ROTATOR', 3]);
    assert.deepEqual(differences([a, b]), [
      { keyword: 'GAIN', values: [100, 200] },
      { keyword: 'FILTER', values: ['L', undefined] },
      { keyword: 'ROTATOR', values: [undefined, 3] },
    ]);
    assert.deepEqual(differences([a, a]), []);
  });
  it('tells types and missing values apart', () => {
    const one = header(['X', 1], ['Y', null], ['Z', 5n]);
    const other = header(['X', '1'], ['Z', 5]);
    assert.deepEqual(differences([one, other]), [
      { keyword: 'X', values: [1, '1'] },
      { keyword: 'Y', values: [null, undefined] },
      { keyword: 'Z', values: [5n, 5] },
    ]);
  });
  it('shows the lines of a history that not all have', () => {
    const a = header(['HISTORY', 'both'], ['HISTORY', 'a1'], ['HISTORY', 'a2']);
    const b = header(['HISTORY', 'both']);
    const c = header(['OBJECT', 'M 31']);
    assert.deepEqual(differences([a, b]), [{ keyword: 'HISTORY', values: ['a1\na2', ''] }]);
    assert.deepEqual(differences([a, c])[0], { keyword: 'HISTORY', values: ['both\na1\na2', undefined] });
  });
  it('cuts a history of a megabyte', () => {
    const long = header(
      ...Array.from({ length: 20_000 }, (_, i) => ['HISTORY', `step ${i} of many`] as const),
    );
    const [only] = differences([long, header(['HISTORY', 'short'])]);
    assert.equal(String(only?.values[0]).length, 2000);
  });
});
