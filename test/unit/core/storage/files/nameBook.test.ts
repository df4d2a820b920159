import assert from 'node:assert/strict';
import * as path from 'node:path';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { NameBook } from '../../../../../src/core/storage/files/nameBook';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';

describe('names in folders', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  it('are those that nothing on disk and nothing else has', () => {
    writeFits(folder.path, 'A.fits');
    const names = new NameBook();
    const claim = (name: string) => path.basename(names.claim(folder.path, name));
    assert.deepEqual(['a.fits', 'a.fits', 'b.fits'].map(claim), ['a_001.fits', 'a_002.fits', 'b.fits']);
  });

  it('are found on disk with and without a suffix, whatever number ends them', () => {
    const files = ['NGC_7000.fits', 'NGC_7000_001.fits', 'NGC.fits', 'x_203.2mm.fits', 'x_203.2mm_001.fits'];
    for (const name of files) writeFits(folder.path, name);
    const names = new NameBook();
    const found = (name: string) => names.onDisk(folder.path, name).map((file) => path.basename(file));
    assert.deepEqual(found('NGC_7000.fits'), ['NGC_7000.fits', 'NGC_7000_001.fits']);
    assert.deepEqual(found('x_203.2mm.fits'), ['x_203.2mm.fits', 'x_203.2mm_001.fits']);
    assert.equal(path.basename(names.claim(folder.path, 'x_203.2mm.fits')), 'x_203.2mm_002.fits');
  });

  it('are all free in a folder that is not there yet', () => {
    const later = path.join(folder.path, 'later');
    assert.equal(new NameBook().claim(later, 'a.fits'), path.join(later, 'a.fits'));
  });

  it('cannot be had where a folder cannot be looked into, and the error says what to do', () => {
    const file = writeFits(folder.path, 'a.fits');
    assert.throws(
      () => new NameBook().claim(file, 'b.fits'),
      (error) =>
        error instanceof ArchiveError && error.describe().startsWith(`${file}: `) && !!error.detail.advice,
    );
  });
});
