import assert from 'node:assert/strict';
import { thumbnailName } from '../../../../../src/core/operations/pictures/thumbnailName';

describe('the name of a thumbnail', () => {
  const known = { sha256: 'a'.repeat(64), editedSha256: null, size: 100, mtime: 1_700_000_000_123.4 };
  const now = { size: 100, mtime: 1_700_000_000_123.45 };
  const of = (...more: Parameters<typeof thumbnailName>) => thumbnailName(...more);

  it('is that of the content where the file is as the archive knows it, or away', () => {
    const name = of('/a/1.fits', known, now);
    assert.match(name ?? '', /^[0-9a-f]{40}\.jpg$/);
    assert.equal(of('/b/moved.fits', known, now), name);
    assert.equal(of('/a/1.fits', known, null), name);
  });

  it('is another one after an edit of the header', () => {
    const edited = { ...known, editedSha256: 'b'.repeat(64) };
    const names = [
      of('/a/1.fits', known, now),
      of('/a/1.fits', edited, now),
      of('/a/1.fits', { ...known, mtime: known.mtime + 5000 }, { ...now, mtime: now.mtime + 5000 }),
    ];
    assert.equal(new Set(names).size, 3);
  });

  it('goes by path, size and time where the file is another one now, or in no archive', () => {
    const changed = { ...now, mtime: now.mtime + 2000 };
    const names = [
      of('/a/1.fits', known, now),
      of('/a/1.fits', known, changed),
      of('/a/1.fits', known, { ...now, size: 101 }),
      of('/a/1.fits', null, now),
      of('/a/2.fits', null, now),
    ];
    assert.equal(new Set(names).size, 5);
    assert.equal(of('/a/1.fits', known, changed), of('/a/1.fits', null, changed));
  });

  it('is none of a file that is in no archive and not there', () => {
    assert.equal(of('/a/1.fits', null, null), null);
  });
});
