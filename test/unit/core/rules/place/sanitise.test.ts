import assert from 'node:assert/strict';
import fc from 'fast-check';
import { passedOver } from '../../../../../src/core/base/passedOver';
import {
  byteLength,
  sanitisePart,
  sanitiseValue,
  truncate,
} from '../../../../../src/core/rules/place/sanitise';

describe('safe names', () => {
  const values: [string, string][] = [
    [' NGC 7000 ', 'NGC_7000'],
    ['NGC 1/2', 'NGC_1_2'],
    ['a  b__c', 'a_b_c'],
    ['a\tb\nc\u0000d', 'a_b_c_d'],
    ['..', ''],
    ['.hidden', 'hidden'],
    ['--rf', 'rf'],
    ['trailing. ', 'trailing'],
    ['a\u202eb\u200bc', 'abc'],
    ['<script>', 'script'],
    ['e\u0301', '\u00e9'],
    ['x\ud800y', 'x_y'],
    ['EQMOD ASCOM HEQ5/6', 'EQMOD_ASCOM_HEQ5_6'],
    ["50% & 10'", "50%_&_10'"],
  ];
  for (const [text, value] of values) {
    it(`make ${JSON.stringify(text)} ${JSON.stringify(value)}`, () =>
      assert.equal(sanitiseValue(text), value));
  }

  it('are never empty and never those of devices', () => {
    assert.equal(sanitisePart(''), 'Unknown');
    assert.equal(sanitisePart('...'), 'Unknown');
    assert.equal(sanitisePart('con'), 'con_');
    assert.equal(sanitisePart('COM1.fits'), 'COM1_.fits');
    assert.equal(sanitisePart('LPT²'), 'LPT²_');
    assert.equal(sanitisePart('Console'), 'Console');
  });

  it('are never those of folders that are passed over', () => {
    for (const name of ['#recycle', '@eaDir', '$RECYCLE.BIN', '~snapshot', 'lost+found', '.zfs']) {
      const safe = sanitisePart(name);
      assert.equal(passedOver(safe), null, safe);
      assert.equal(sanitisePart(safe), safe);
    }
  });

  it('are bounded and stay the same when made safe again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 500 }),
        fc.integer({ min: 10, max: 120 }),
        (text, most) => {
          const part = sanitisePart(text, most);
          assert.ok(byteLength(part) <= most);
          assert.equal(sanitisePart(part, most), part);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are cut between characters', () => {
    assert.equal(truncate('星星星', 8), '星星');
    assert.equal(truncate('ab😀', 5), 'ab');
    assert.equal(truncate('abc', 3), 'abc');
    assert.equal(truncate('abx\u0323', 4), 'ab');
    assert.equal(truncate('星', 0), '');
  });

  it('take no time with huge texts', () => {
    assert.ok(byteLength(sanitisePart('_.-'.repeat(1_000_000))) <= 100);
  });
});
