import assert from 'node:assert/strict';
import { csvText, hoursNumber } from '../../../../src/core/text/csv';

describe('CSV', () => {
  it('quotes what needs it, and leaves cells empty that have no value', () => {
    const rows = [
      ['M 31', 1.5, null],
      ['a "b", c', -2, NaN],
    ];
    assert.equal(
      csvText({ head: ['Object', 'Hours', 'Filter'], rows }),
      'Object,Hours,Filter\r\nM 31,1.5,\r\n"a ""b"", c",-2,\r\n',
    );
  });

  it('holds no formula, whatever a header says', () => {
    for (const text of ['=1+1', '+1', '-1', '@A1', '\t=1']) {
      assert.equal(csvText({ head: [], rows: [[text]] }), `\r\n'${text}\r\n`);
    }
  });

  it('gives hours to the second', () => {
    assert.deepEqual([18_900, 1, 0].map(hoursNumber), [5.25, 0.0003, 0]);
  });
});
