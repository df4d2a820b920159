import assert from 'node:assert/strict';
import {
  cameAfter,
  disagreement,
  isChanged,
  remembered,
} from '../../../../../src/core/operations/follow/changedFolders';

describe('folders by their times', () => {
  it('are looked into when their time is another one, earlier or later', () => {
    const seen = { mtime: 5000, looked: 9000 };
    assert.equal(isChanged(5000, seen), false);
    assert.equal(isChanged(4000, seen), true, 'an older folder was put in its place');
    assert.equal(isChanged(5000.5, seen), true);
    assert.equal(isChanged(5000, { mtime: null, looked: 9000 }), true);
    assert.equal(isChanged(5000, undefined), true);
    assert.equal(isChanged('unclear', undefined), false, 'a drive that returns an error says nothing');
  });

  it('are looked into again where they had changed within the tick of a clock', () => {
    assert.deepEqual(remembered(1000, 3000), { mtime: null, looked: 3000 });
    assert.deepEqual(remembered(1000, 3001), { mtime: 1000, looked: 3001 });
    assert.deepEqual(remembered(99_000, 3000), { mtime: null, looked: 3000 }, 'a clock that is ahead');
  });

  it('hold as new what came since, the tick of a clock allowed for', () => {
    assert.equal(cameAfter(10_000, 9000), true);
    assert.equal(cameAfter(8000, 9000), true);
    assert.equal(cameAfter(6000, 9000), false);
  });
});

describe('disagreement', () => {
  const listing = (...names: string[]) => ({
    files: names,
    images: names.filter((name) => name.endsWith('.fits')),
    folders: [],
  });

  it('names frames that are gone or back, and images that nobody knows', () => {
    const known = new Map([
      ['there.fits', false],
      ['gone.fits', false],
      ['back.fits', true],
      ['still missing.fits', true],
    ]);
    assert.deepEqual(disagreement(listing('there.fits', 'back.fits', 'new.fits', 'notes.txt'), known), {
      frames: ['gone.fits', 'back.fits'],
      unknown: ['new.fits'],
    });
  });

  it('takes a name in another form of Unicode for the same one', () => {
    const composed = 'Ame\u0301lie.fits'.normalize('NFC');
    const decomposed = composed.normalize('NFD');
    assert.notEqual(composed, decomposed);
    const nothing = { frames: [], unknown: [] };
    assert.deepEqual(disagreement(listing(decomposed), new Map([[composed, false]])), nothing);
  });
});
