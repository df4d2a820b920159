import assert from 'node:assert/strict';
import { catalogueNameOf } from '../../../../src/core/sessions/messier';
import { objectKey } from '../../../../src/core/sessions/objectName';

describe('objectKey', () => {
  const same: readonly (readonly string[])[] = [
    [
      'M 31',
      'M31',
      'm_31',
      'm-31',
      'Messier 31',
      'MESSIER031',
      ' M\u00a031 ',
      'Ｍ３１',
      'NGC 224',
      'ngc0224',
      'NGC-224',
    ],
    ['M 42', 'NGC 1976'],
    ['M 24', 'IC 4715', 'ic4715'],
    ['IC 0434', 'IC434', 'ic_434'],
    ['M 45', 'm45', 'Messier 45'],
    ['Sh2-101', 'SH2 101', 'sh2_101', 'Sh 2-101'],
    ['Veil Nebula', 'veil_nebula', 'VeilNebula', 'VEIL-NEBULA'],
    ['NGC 4565A', 'ngc4565a'],
    ['--', ' -- '],
  ];
  for (const names of same) {
    it(`takes ${names.join(' = ')}`, () => {
      assert.deepEqual([...new Set(names.map(objectKey))].length, 1, names.map(objectKey).join(' '));
    });
  }

  const different: readonly (readonly [string, string])[] = [
    ['M 31', 'M3 1'],
    ['Panel 1-12', 'Panel 11-2'],
    ['NGC 7000', 'NGC 700'],
    ['NGC 4565', 'NGC 4565A'],
    ['M 31', 'M 31 Panel 2'],
    ['M 111', 'M 11'],
    ['M 0', 'M'],
    ['NGC 7000', 'IC 7000'],
    ['--', '__'],
  ];
  for (const [first, second] of different) {
    it(`keeps ${first} and ${second} apart`, () => assert.notEqual(objectKey(first), objectKey(second)));
  }

  it('is its own key: folding twice changes nothing', () => {
    for (const name of [...same.flat(), ...different.flat()]) {
      assert.equal(objectKey(objectKey(name)), objectKey(name));
    }
  });

  it('is quick on hostile names', () => {
    assert.equal(objectKey('1-'.repeat(30_000)).length, 59_999);
    assert.equal(objectKey(`ngc${'0'.repeat(60_000)}x`).length, 60_004);
  });
});

describe('The Messier table', () => {
  it('gives 110 objects, two without a number, and no number twice', () => {
    const names = Array.from({ length: 110 }, (_, index) => catalogueNameOf(index + 1));
    assert.deepEqual(
      names.flatMap((name, index) => (name === null ? [index + 1] : [])),
      [40, 45],
    );
    assert.equal(new Set(names.filter((name) => name !== null)).size, 108);
    assert.equal(catalogueNameOf(111), null);
    assert.equal(catalogueNameOf(0), null);
  });

  it('knows the well-known ones', () => {
    const known = {
      1: 1952,
      13: 6205,
      27: 6853,
      33: 598,
      51: 5194,
      57: 6720,
      81: 3031,
      82: 3034,
      101: 5457,
      104: 4594,
      106: 4258,
      110: 205,
    };
    for (const [messier, ngc] of Object.entries(known)) {
      assert.equal(catalogueNameOf(Number(messier)), `ngc${ngc}`);
    }
  });
});
