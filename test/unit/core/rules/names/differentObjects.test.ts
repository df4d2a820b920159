import assert from 'node:assert/strict';
import { areDifferentObjects } from '../../../../../src/core/rules/names/differentObjects';

describe('areDifferentObjects', () => {
  const check = (pairs: readonly (readonly [string, string])[], expected: boolean) => {
    for (const [a, b] of pairs) {
      assert.equal(areDifferentObjects(a, b), expected, `${a}, ${b}`);
      assert.equal(areDifferentObjects(b, a), expected, `${b}, ${a}`);
    }
  };

  it('knows two objects of one catalogue, and two with names in the tables', () => {
    check(
      [
        ['M 31', 'NGC 7000'],
        ['m_31', 'North America Nebula'],
        ['Andromeda Galaxy', 'M 33'],
        ['NGC 1234', 'NGC 1235'],
        ['Sh2-155', 'Sh2-101'],
        ['Horsehead Nebula', 'M 42'],
        ['Veil Nebula', 'NGC 7000'],
      ],
      true,
    );
  });

  it('knows comets and asteroids from one another and from all others', () => {
    check(
      [
        ['12P/Pons-Brooks', 'M 31'],
        ['(433) Eros', 'NGC 1'],
        ['12P', '13P'],
        ['C/2023 A3', 'C/2024 G3'],
      ],
      true,
    );
  });

  it('says nothing of names of one object, and of names that are in no catalogue', () => {
    check(
      [
        ['M 31', 'NGC 224'],
        ['m31', 'Andromeda'],
        ['M 31', 'M 31 Panel 1'],
        ['Panel 101', 'My Field'],
        ['M 31', 'My Field'],
        ['', 'M 31'],
        ['C/2023 A3', 'Tsuchinshan-ATLAS'],
      ],
      false,
    );
  });

  it('says nothing where two catalogues may list one object', () => {
    check(
      [
        ['LBN 331', 'NGC 6914'],
        ['PGC 1234', 'NGC 1234'],
        ['12P', 'C/1812 O1'],
        ['NGC 1234', 'NGC 1234A'],
      ],
      false,
    );
  });
});
