import assert from 'node:assert/strict';
import { objectKey } from '../../../../../../src/core/rules/names/objectName';
import { caldwellName } from '../../../../../../src/core/rules/names/objects/caldwell';
import { catalogueKey, objectLines } from '../../../../../../src/core/rules/names/objects/catalogueKey';
import { designationOf, foldObject } from '../../../../../../src/core/rules/names/objects/designation';
import { catalogueNameOf } from '../../../../../../src/core/rules/names/objects/messier';

const keyIn = (name: string) => designationOf(foldObject(name)) ?? foldObject(name);

describe('The tables of objects', () => {
  const lines = objectLines();

  it('hold hundreds of objects with more than one name each', () => {
    assert.ok(lines.length > 300, `${lines.length} lines`);
    assert.deepEqual(
      lines.filter((names) => names.length < 2 || names.some((name) => name.trim() !== name || name === '')),
      [],
    );
  });

  it('give no name to two objects, and none twice', () => {
    const owners = new Map<string, string>();
    const shared: string[] = [];
    for (const names of lines) {
      for (const name of names) {
        const owner = owners.get(keyIn(name));
        if (owner !== undefined) shared.push(`${name}: ${owner} and ${names[0]}`);
        owners.set(keyIn(name), names[0] ?? '');
      }
    }
    assert.deepEqual(shared, []);
  });

  it('lead from every name to the object of its line and from its key to itself', () => {
    for (const [first = '', ...others] of lines) {
      const key = objectKey(first);
      assert.equal(key, keyIn(first), `${first} is another name of ${key}`);
      assert.equal(objectKey(key), key);
      for (const name of others) {
        for (const written of [
          name,
          name.toUpperCase(),
          name.replaceAll(' ', '_'),
          name.replaceAll(' ', ''),
        ]) {
          assert.equal(objectKey(written), key, `${written} of ${first}`);
        }
        if (!/^the /i.test(name))
          assert.equal(objectKey(`The ${name}`), catalogueKey(keyIn(name)), `The ${name}`);
        if (!name.includes('/')) assert.equal(objectKey(`${first} (${name})`), key, `${first} (${name})`);
      }
    }
  });

  it('never take a panel of a mosaic for the whole', () => {
    for (const name of lines.flat()) {
      for (const panel of [`${name} Panel 1`, `${name}_1-2`, `${name} P2`]) {
        assert.notEqual(objectKey(panel), objectKey(name), panel);
      }
    }
  });
});

describe('The Caldwell table', () => {
  it('leads from each of 109 numbers to an object, in whatever way it is written', () => {
    for (let number = 1; number <= 109; number++) {
      const name = caldwellName(number);
      assert.ok(name !== null);
      for (const written of [`C ${number}`, `C${number}`, `caldwell ${number}`, `Caldwell_0${number}`]) {
        assert.equal(objectKey(written), objectKey(name), written);
      }
    }
    assert.equal(caldwellName(0), null);
    assert.equal(caldwellName(110), null);
  });

  it('has each object once and none of Messier’s', () => {
    const names = Array.from({ length: 109 }, (_, index) => caldwellName(index + 1) ?? '');
    assert.equal(new Set(names.map(keyIn)).size, 109);
    const messier = new Set(Array.from({ length: 110 }, (_, index) => keyIn(`M ${index + 1}`)));
    assert.deepEqual(
      names.filter((name) => messier.has(keyIn(name))),
      [],
    );
  });

  it('knows the well-known ones', () => {
    const known: Readonly<Record<number, string>> = {
      4: 'NGC 7023',
      9: 'Sh2-155',
      11: 'NGC 7635',
      19: 'IC 5146',
      31: 'IC 405',
      33: 'NGC 6992',
      34: 'NGC 6960',
      49: 'NGC 2237',
      63: 'NGC 7293',
      80: 'NGC 5139',
      92: 'NGC 3372',
      106: 'NGC 104',
    };
    for (const [number, name] of Object.entries(known)) assert.equal(caldwellName(Number(number)), name);
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
