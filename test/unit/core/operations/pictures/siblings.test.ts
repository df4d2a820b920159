/** The image files beside one. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { siblingsOf } from '../../../../../src/core/operations/pictures/siblings';
import { temporaryFolder } from '../../../../support/makeFits';

describe('the image files beside one', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());

  it('come in natural order, without folders, hidden files and other files', async () => {
    for (const name of [
      'M31_10.fits',
      'M31_9.FIT',
      'a.xisf',
      'z.fits.fz',
      '._M31_9.FIT',
      'notes.txt',
      'a.fits.bz2',
    ])
      writeFileSync(join(folder.path, name), '');
    mkdirSync(join(folder.path, 'folder.fits'));
    const found = await siblingsOf(join(folder.path, 'M31_9.FIT'));
    assert.deepEqual(
      found.map((path) => basename(path)),
      ['a.xisf', 'M31_9.FIT', 'M31_10.fits', 'z.fits.fz'],
    );
    assert.equal(found[0], join(folder.path, 'a.xisf'));
  });

  it('have the file itself among them, whatever its name, and even when it is gone', async () => {
    const found = await siblingsOf(join(folder.path, 'M31_11.image'));
    assert.ok(found.includes(join(folder.path, 'M31_11.image')));
  });

  it('are none of a folder that is not there', async () => {
    await assert.rejects(siblingsOf(join(folder.path, 'away', 'a.fits')), { code: 'file' });
  });
});
