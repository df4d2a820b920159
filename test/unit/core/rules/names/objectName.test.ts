import assert from 'node:assert/strict';
import fc from 'fast-check';
import { objectKey } from '../../../../../src/core/rules/names/objectName';

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
    ['Horsehead Nebula', 'B 33', 'Barnard 33', 'Horsehead'],
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
    [
      'C/2023 A3',
      'C2023A3',
      'C 2023 A3',
      'C-2023-A3',
      'C_2023_A3_Tsuchinshan-ATLAS',
      'C/2023 A3 (Tsuchinshan-ATLAS)',
      'c/2023 a3 (tsuchinshan–atlas)',
      'Comet C/2023 A3',
      'Tsuchinshan-ATLAS (C/2023 A3)',
      'Comet Tsuchinshan-ATLAS',
      'P/2023 A3',
    ],
    ['12P', '12P/Pons-Brooks', '12P Pons-Brooks', '12P(Pons-Brooks)', '0012P', 'Comet 12P', 'Pons-Brooks'],
    ['73P', '73P/Schwassmann-Wachmann 3', '73P/Schwassmann-Wachmann'],
    ['73P-B', '73P/Schwassmann-Wachmann 3-B'],
    ['C/2019 Y4-B', 'C/2019 Y4-B (ATLAS)'],
    ['3I', '3I/ATLAS', 'C/2025 N1', 'C/2025 N1 (ATLAS)', '3I ATLAS'],
    ['2I/Borisov', 'C/2019 Q4 (Borisov)'],
    ['1I/‘Oumuamua', 'A/2017 U1'],
    ['P/2019 LD2', 'P/2019 LD2 (ATLAS)', '2019 LD2'],
    ['2024 YR4', '2024YR4', '(2024 YR4)', 'asteroid 2024 YR4', '2024_YR4'],
    ['(433) Eros', '433 Eros', 'Eros', 'asteroid 433', '(433)', 'Asteroid (433) Eros'],
    ['(99942) Apophis', 'Apophis', '2004 MN4', '(99942) 2004 MN4'],
    ['(12345) Foo', '12345 Foo', 'asteroid 12345 Foo'],
    ['1P/Halley', 'Halley’s Comet', 'Comet Halley'],
    ['47 Tucanae', 'NGC 104'],
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
    ['IC 434', 'Horsehead Nebula'],
    ['IC 434 (Horsehead Nebula)', 'IC 434'],
    ['NGC 225', 'vdB 4'],
    ['IC 4604', 'Rho Ophiuchi Cloud Complex'],
    ['C/2023 A3', 'C/2023 A2'],
    ['C/2023 A3', 'C/2022 A3'],
    ['C/2020 F3 (NEOWISE)', 'C/2016 U1 (NEOWISE)'],
    ['C/2019 Y4 (ATLAS)', 'C/2023 A3'],
    ['C/2019 Y4-B', 'C/2019 Y4-C'],
    ['C/2019 Y4-B', 'C/2019 Y4'],
    ['C/2023 A3 Panel 1', 'C/2023 A3'],
    ['C/2023 A3 (Panel B)', 'C/2023 A3'],
    ['C/2023 A3 and M 5', 'C/2023 A3'],
    ['12P', '2P'],
    ['12P/Pons-Brooks', '27P/Crommelin'],
    ['62P/Tsuchinshan', '60P/Tsuchinshan'],
    ['12P Panel', '12P'],
    ['61 Cygni', 'asteroid 61'],
    ['61 Cygni', '(61) Danae'],
    ['1 Test', '1 Ceres'],
    ['433', '433 Eros'],
    ['2024 M31', '2024 M 3'],
    ['2024 Cr 399', 'C/2024 C1'],
    ['Comet ATLAS', '3I/ATLAS'],
    ['Iris', 'asteroid 7'],
    ['3D', '3D/Biela'],
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

  it('is its own key for whatever is made of the parts of designations', () => {
    const parts = [
      'C',
      'P',
      'D',
      'I',
      '/',
      ' ',
      '-',
      '_',
      '–',
      '(',
      ')',
      '2023',
      'A3',
      'YR4',
      '12',
      '433',
      'B',
    ];
    const part = fc.constantFrom(...parts, 'M', '31', 'atlas', 'Eros', 'panel', 'comet ', 'asteroid ');
    const name = fc.array(part, { minLength: 1, maxLength: 7 }).map((some) => some.join(''));
    fc.assert(
      fc.property(name, (text) => assert.equal(objectKey(objectKey(text)), objectKey(text))),
      { numRuns: 2000 },
    );
  });

  it('is quick on hostile names', () => {
    assert.equal(objectKey('1-'.repeat(30_000)).length, 59_999);
    assert.equal(objectKey(`ngc${'0'.repeat(60_000)}x`).length, 60_004);
    assert.equal(objectKey(`m ${'31 '.repeat(40)}`).slice(0, 5), 'm31-3');
    assert.equal(objectKey('constructor'), 'constructor');
    assert.equal(objectKey('toString 1'), 'tostring1');
  });
});
