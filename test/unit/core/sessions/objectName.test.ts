import assert from 'node:assert/strict';
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
    ['Andromeda', 'Andromeda Galaxy', 'andromeda_galaxy', 'UGC 454', 'the Andromeda Galaxy', 'M 31'],
    ['M31 (Andromeda Galaxy)', 'Andromeda Galaxy - M 31', 'M31_Andromeda_Galaxy', 'M 31, NGC 224', 'NGC 224'],
    ['M 42', 'NGC 1976', 'Great Orion Nebula', 'The Orion Nebula', 'M42/Orion Nebula', 'sh2-281'],
    ['NGC 7000', 'C 20', 'Caldwell 20', 'C020', 'North America Nebula', 'NGC 7000 North America Nebula'],
    ['C 9', 'Sh2-155', 'SH2-155', 'Sh 2-155', 'Sh2155', 'Sharpless 155', 'Sharpless 2-155', 'Cave Nebula'],
    ['Bode’s Galaxy', "Bode's Nebula", 'Bodes Galaxy', 'M 81'],
    ['Horsehead Nebula', 'B 33', 'Barnard 33', 'IC 434'],
    ['C 60', 'C 61', 'Antennae Galaxies', 'NGC 4039'],
    ['C 99', 'Coalsack', 'The Coal Sack'],
    ['C 41', 'Hyades', 'Melotte 25', 'Mel25'],
    ['Double Cluster', 'C 14', 'NGC 869', 'NGC 869 & NGC 884'],
    ['Elephant’s Trunk Nebula', 'IC 1396A', 'ic1396a', 'vdB 142', 'van den Bergh 142'],
    ['Coathanger', 'Collinder 399', 'Cr 399', 'CR399'],
    ['LBN 437', 'lbn_437', 'Gecko Nebula'],
    ['LDN 1235', 'Dark Shark Nebula'],
    ['Veil Nebula', 'Cygnus Loop', 'Sh2-103'],
    ['M 24', 'IC 4715', 'ic4715'],
    ['IC 0434', 'IC434', 'ic_434'],
    ['M 45', 'm45', 'Messier 45'],
    ['Sh2-101', 'SH2 101', 'sh2_101', 'Sh 2-101'],
    ['Veil Nebula', 'veil_nebula', 'VeilNebula', 'VEIL-NEBULA', 'Veil  Nebula'],
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
    ['M 31', 'Andromeda Panel 1'],
    ['M 81', 'M 81 M 82'],
    ['IC 1396', 'IC 1396A'],
    ['Veil Nebula', 'Western Veil Nebula'],
    ['Western Veil Nebula', 'Eastern Veil Nebula'],
    ['Rosette Nebula', 'NGC 2244'],
    ['Pelican', 'Pelican Nebula'],
    ['Heart', 'Heart Nebula'],
    ['Cocoon Nebula', 'Cocoon Galaxy'],
    ['Cat’s Eye Nebula', 'Cat’s Eye Galaxy'],
    ['C 1', 'M 1'],
    ['C 2023 A3', 'C 20'],
    ['C/2020 F3', 'C 20'],
    ['C20 test', 'C 20'],
    ['ASI C1', 'C 1'],
    ['C 110', 'NGC 110'],
    ['Sh2-15', 'Sh2155'],
    ['Sharpless 22', 'Sh2-2'],
    ['M 2-9', 'M 29'],
    ['Abell 2151', 'Abell 21'],
    ['Sun', 'Moon'],
    ['Saturn', 'Saturn Nebula'],
    ['Barnard', 'Barnard 1'],
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
    assert.equal(objectKey(`m ${'31 '.repeat(40)}`).slice(0, 5), 'm31-3');
    assert.equal(objectKey('constructor'), 'constructor');
    assert.equal(objectKey('toString 1'), 'tostring1');
  });
});
